"""
The pure rules of the organisation, by noun: `leading` (who is nearest), `people` (names and numbers), `dated` (what
begins and ends), `groups` (when one is in one), `tree` (what lies under what, and is open), `units` (what one can
spare, holiday weeks); and its `words`, which everybody reads from here.
"""

from rodfaest.organisations.rules.words import (
    SECOND_FACTOR_ROLES,
    Education,
    FunctionKind,
    GroupKind,
    JobCategory,
    OrganisationKind,
    Ownership,
    Role,
    UnitKind,
)

__all__ = [
    "SECOND_FACTOR_ROLES",
    "Education",
    "FunctionKind",
    "GroupKind",
    "JobCategory",
    "OrganisationKind",
    "Ownership",
    "Role",
    "UnitKind",
]
