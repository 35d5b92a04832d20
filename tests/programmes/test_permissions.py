"""Who may load a programme."""

import pytest

from rodfaest.kernel.actors import Actor, PersonActor, Standing, System, Visitor
from rodfaest.organisations.rules import Role
from rodfaest.programmes.permissions import may_load_programme


def holding(role: Role) -> Actor:
    return PersonActor(7, "Ann", lambda person_id: Standing(roles=frozenset({(role, 1)})))


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.ADMINISTRATOR])
def test_those_who_run_programmes_load_them(role):
    assert may_load_programme(holding(role)).allowed


@pytest.mark.parametrize("job", ["rodfaest programme", "demo"])
def test_the_command_and_the_demo_load_them(job):
    assert may_load_programme(System(job)).allowed


@pytest.mark.parametrize(
    "actor",
    [Visitor(), System("send_due_letters"), PersonActor(8, "Bo", lambda person_id: Standing()), holding(Role.HEAD)],
    ids=["visitor", "another job", "a person", "the head"],
)
def test_nobody_else_does_and_is_told_who_may(actor):
    decision = may_load_programme(actor)
    assert (decision.allowed, decision.reason) == (
        False,
        "Det er konsulenten eller administratoren, der lægger forløb ind.",
    )
