"""
The ground floor: what every room stands on, and no word of the domain.

A closed list of modules (tests/architecture checks it): access, actors, counts, errors, happenings, models,
personal_data, reconcile, text, time, transactions, views.
"""
