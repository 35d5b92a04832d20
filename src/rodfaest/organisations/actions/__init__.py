"""
Verbs that change the organisation: `units` (what they can spare and holiday weeks too), `people` (who is known and
works where), `roles` (who leads, helps, stands in and has a role), `groups` (and who is in them), `calling_off` (a row
that is ahead or begins today is deleted; what began before today ends, and its row stays).
"""

from rodfaest.organisations.actions.calling_off import call_off
from rodfaest.organisations.actions.groups import add_to_group, close_group, end_membership, make_group
from rodfaest.organisations.actions.people import (
    add_person,
    change_last_day,
    change_login,
    change_person,
    close_login,
    employ,
    end_employment,
    move_person,
    rename_person,
    reopen_login,
    take_on,
)
from rodfaest.organisations.actions.roles import (
    end_deputyship,
    end_function,
    end_leadership,
    end_role,
    give_function,
    give_role,
    make_leader,
    name_deputy,
)
from rodfaest.organisations.actions.units import (
    add_organisation,
    add_unit,
    change_unit,
    clear_spare,
    close_unit,
    remove_holiday_week,
    reopen_unit,
    set_holiday_week,
    set_spare,
)

__all__ = [
    "add_organisation",
    "add_person",
    "add_to_group",
    "add_unit",
    "call_off",
    "change_last_day",
    "change_login",
    "change_person",
    "change_unit",
    "clear_spare",
    "close_group",
    "close_login",
    "close_unit",
    "employ",
    "end_deputyship",
    "end_employment",
    "end_function",
    "end_leadership",
    "end_membership",
    "end_role",
    "give_function",
    "give_role",
    "make_group",
    "make_leader",
    "move_person",
    "name_deputy",
    "remove_holiday_week",
    "rename_person",
    "reopen_login",
    "reopen_unit",
    "set_holiday_week",
    "set_spare",
    "take_on",
]
