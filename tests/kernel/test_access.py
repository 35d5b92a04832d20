"""Who may, and who sees: rules under a name, and the wall round a personal link."""

from types import SimpleNamespace

import pytest
from django.db.models import Q

from rodfaest.kernel import access
from rodfaest.kernel.access import (
    ALLOWED,
    NONE,
    Decision,
    denied,
    may,
    may_read,
    permission,
    readable,
    require,
    seen_by,
    unlisted,
    visible,
)
from rodfaest.kernel.actors import Errand, LinkHolder, PersonActor, Standing, System, Visitor
from rodfaest.kernel.errors import Denied

WISH = SimpleNamespace(pk=7)
OTHER = SimpleNamespace(pk=8)
HOLDER = LinkHolder(Errand("shop.answer", "shop.Wish", 7), person_id=1, label="Mette")


@pytest.fixture(autouse=True)
def _no_rule_stays_behind(monkeypatch):
    monkeypatch.setattr(access, "PERMISSIONS", {})
    for registry in ("SETS", "READERS", "UNLISTED", "PAIRS"):
        monkeypatch.setattr(access, registry, {})


def of_the_shop(rule):
    """The rule, as if it stood in the shop's permissions."""
    rule.__module__ = "rodfaest.shop.permissions"
    return rule


@pytest.fixture
def may_answer():
    @permission("shop.answer")
    def may_answer(actor, wish):
        return denied("Det er lukket.") if wish.pk == 8 else ALLOWED

    return may_answer


def person(number: int = 1, **standing) -> PersonActor:
    return PersonActor(number, "Ann", lambda _: Standing(**standing))


def test_a_decision_is_true_or_has_a_reason():
    assert bool(ALLOWED) and not denied("Nej.")
    assert denied("Nej.") == Decision(False, "Nej.")


def test_require_lets_through_or_raises_the_rules_own_sentence():
    require(ALLOWED)
    with pytest.raises(Denied) as refused:
        require(denied("Det er lukket."))
    assert refused.value.sentence == "Det er lukket."


def test_a_rule_is_asked_by_its_name(may_answer):
    assert may(person(), "shop.answer", WISH) == may_answer(person(), WISH) == ALLOWED


def test_an_unknown_rule_is_an_error():
    with pytest.raises(KeyError):
        may(person(), "shop.nothing")


def test_a_link_does_its_own_errand_on_its_own_object(may_answer):
    assert may_answer(HOLDER, WISH)


def test_a_link_is_turned_away_from_another_object_before_the_rule_is_asked(may_answer):
    assert may_answer(HOLDER, OTHER).reason == "Linket kan kun bruges til det, der står i brevet."


def test_a_link_is_turned_away_from_another_verb():
    @permission("shop.erase")
    def may_erase(actor, wish):
        raise AssertionError("asked")

    assert not may_erase(HOLDER, WISH)


def test_a_link_is_turned_away_from_a_verb_without_an_object():
    @permission("shop.open")
    def may_open(actor, obj):
        raise AssertionError("asked")

    assert not may_open(HOLDER)


def test_a_link_still_meets_the_rule_itself():
    @permission("shop.answer")
    def may_answer(actor, wish):
        return denied("Fristen er gået.")

    assert may_answer(HOLDER, WISH).reason == "Fristen er gået."


def test_a_set_is_the_rules_own_but_for_a_link_which_sees_its_object_alone():
    @visible("shop.Wish")
    @of_the_shop
    def wishes_visible_to(actor):
        return Q(person__in=actor.person_ids)

    @visible("shop.Shop")
    @of_the_shop
    def shops_visible_to(actor):
        return Q()

    assert seen_by(person(3), "shop.Wish") == wishes_visible_to(person(3)) == Q(person__in=frozenset([3]))
    assert wishes_visible_to(HOLDER) == Q(pk=7)
    assert shops_visible_to(HOLDER) == NONE


def test_a_name_is_given_once(may_answer):
    with pytest.raises(ValueError, match=r"shop\.answer"):
        permission("shop.answer")(lambda actor, obj: ALLOWED)
    visible("shop.Wish")(of_the_shop(lambda actor: NONE))
    with pytest.raises(ValueError, match=r"shop\.Wish"):
        visible("shop.Wish")(of_the_shop(lambda actor: NONE))
    with pytest.raises(ValueError, match=r"shop\.Wish"):
        unlisted("rodfaest.shop.permissions", Wish="the shop")


def test_a_model_has_further_sets_under_names_of_their_own():
    visible("shop.Wish")(of_the_shop(lambda actor: Q(hidden=False)))
    visible("shop.Wish", as_="hidden")(of_the_shop(lambda actor: Q(hidden=True)))
    assert seen_by(person(), "shop.Wish", as_="hidden") == Q(hidden=True)
    assert seen_by(HOLDER, "shop.Wish", as_="hidden") == NONE


def test_a_model_without_a_rule_is_an_error_and_no_empty_list():
    unlisted("rodfaest.shop.permissions", Shelf="the shop")
    for label in ("shop.Nothing", "shop.Shelf"):
        with pytest.raises(LookupError, match=label):
            seen_by(person(), label)


@pytest.mark.parametrize("module", ["rodfaest.library.permissions", "rodfaest.shop.models"])
def test_only_the_app_that_owns_the_model_registers_a_set(module):
    def rule(actor, row=None):
        return NONE

    rule.__module__ = module
    for register in (visible("shop.Wish"), readable("shop.Wish")):
        with pytest.raises(ValueError, match=module):
            register(rule)


def test_a_text_is_read_by_whom_its_apps_rule_lets():
    text = SimpleNamespace(_meta=SimpleNamespace(label="shop.Note"))
    readable("shop.Note")(of_the_shop(lambda actor, text: denied("Den er lukket.")))
    assert may_read(person(), text) == denied("Den er lukket.")


def test_only_a_person_has_sets():
    for actor in (Visitor(), System("night"), HOLDER):
        assert actor.led_unit_ids == actor.unit_ids == actor.organisations_as("consultant") == frozenset()
    assert Visitor().person_ids == System("night").person_ids == frozenset()


def test_a_standing_is_loaded_once_and_only_when_asked():
    loads = []
    actor = PersonActor(1, "Ann", lambda number: loads.append(number) or Standing(led_unit_ids=frozenset([4])))
    assert loads == []
    assert actor.led_unit_ids == actor.led_unit_ids == frozenset([4])
    assert loads == [1]


def test_what_an_app_hangs_on_the_actor_is_loaded_once():
    actor, loads = person(), []
    for _ in range(2):
        assert actor.once("shop.taught", lambda actor: loads.append(1) or [5]) == [5]
    assert loads == [1]


def test_roles_and_functions_are_read_by_kind():
    actor = person(roles=frozenset({("consultant", 1), ("head", 2)}), functions=frozenset({("beacon", 9)}))
    assert actor.organisations_as("consultant") == {1}
    assert actor.units_as("beacon") == {9}
    assert actor.units_as("supervision") == frozenset()


def test_a_job_is_its_name():
    assert System("demo") == System("demo") != System("night")
    assert System("demo") in frozenset({System("demo")})
