"""Rodfæst: carries a competence programme from the invitation to the follow-up a year later."""
