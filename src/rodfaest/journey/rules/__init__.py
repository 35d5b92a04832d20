"""
Pure rules of the journey: which steps should exist and when (`steps`), which comes first and how its state is said
(`upcoming`), when a letter goes (`letters`), who a text may be shared with (`sharing`), and the geometry of the arc
picture (`arc`, `house_arc`).
"""
