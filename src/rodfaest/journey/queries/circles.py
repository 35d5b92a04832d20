"""Who is in the circle a text is shared with, by what they are today: kept with it when it is shared."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Self

from rodfaest.cohorts.models import Teacher
from rodfaest.enrolment.models import Seat
from rodfaest.journey.models import StepText
from rodfaest.journey.queries.people import Around
from rodfaest.kernel.actors import NOBODY, Ids
from rodfaest.organisations.models import Employment, Person
from rodfaest.organisations.queries.leading import Leading
from rodfaest.texts.rules import Audience


@dataclass(frozen=True)
class Circles:
    """Everybody around some texts, as ids: four queries for who leads, and three at most for who works and learns."""

    leading: Leading
    working: Mapping[int, set[int]]
    """By unit."""
    on_cohort: Mapping[int, set[int]]
    """By cohort: who has a seat, and who teaches."""

    @classmethod
    def of(cls, texts: Collection[StepText], leading: Leading | None = None) -> Self:
        units = {text.unit_id for text in texts if text.audience in (Audience.COLLEAGUES, Audience.HOUSE)}
        cohorts = {text.step.cohort_id for text in texts if text.audience == Audience.COHORT}
        works = Employment.objects.current().filter(unit__in=units).order_by()
        sits = Seat.objects.live().filter(wish__cohort__in=cohorts).order_by()
        teaches = Teacher.objects.filter(cohort__in=cohorts).order_by()
        return cls(
            leading or Leading.today(),
            _grouped(works.values_list("unit", "person")),
            _grouped([*sits.values_list("wish__cohort", "wish__person"), *teaches.values_list("cohort", "person")]),
        )

    def around(self, text: StepText) -> Ids:
        """
        Whom the text is for today by its audience, beside its writer.

        The same people as `journey.permissions.may_read_step_text`, before it is asked since when.
        """
        return frozenset(self._in_audience(text)) - self._with_tilsyn(text) - {text.author_id}

    def _in_audience(self, text: StepText) -> Collection[int]:
        unit_id, step = text.unit_id, text.step
        works = self.working.get(unit_id, set()) if unit_id else set()
        match text.audience:
            case Audience.LEADER if unit_id and not text.is_left_behind:
                return [person.pk for person in Around(unit_id, self.leading).reading(step)]
            case Audience.COLLEAGUES if unit_id:
                return works - self.leading.over(unit_id)
            case Audience.COHORT if step.cohort_id:
                return self.on_cohort.get(step.cohort_id, NOBODY)
            case Audience.HOUSE if unit_id:
                return works | self.leading.around(unit_id)
        return NOBODY

    def _with_tilsyn(self, text: StepText) -> Ids:
        units = {text.unit_id, text.step.at_unit_id} - {None}
        return NOBODY.union(*(self.leading.supervising_over(unit) for unit in units if unit))


def newcomers(texts: Collection[StepText], leading: Leading | None = None) -> dict[Person, list[StepText]]:
    """Who has come to the circles of these texts since they were shared, by name, each with what waits for them."""
    found = waiting(texts, leading)
    people = Person.objects.filter(pk__in=found).by_name() if found else ()
    return {person: found[person.pk] for person in people}


def waiting(texts: Collection[StepText], leading: Leading | None = None) -> dict[int, list[StepText]]:
    """By the id of whoever has come since: of these texts those that are closed to them until their writer says yes."""
    texts = [text for text in texts if text.finished_on and text.audience != Audience.ME]
    if not texts:
        return {}
    circles, found = Circles.of(texts, leading), dict[int, list[StepText]]()
    for text in texts:
        chosen = {text.step.asker_id} if text.audience == Audience.LEADER else NOBODY  # by the writer, and so let in
        for person_id in circles.around(text) - text.reader_ids - chosen:
            found.setdefault(person_id, []).append(text)
    return found


def _grouped(pairs: Collection[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for key, one in pairs:
        found.setdefault(key, set()).add(one)
    return found
