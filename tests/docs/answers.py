"""Every question asked of the rules, once for all tests: who may, which jobs may, what each kind of link opens."""

import re
from functools import cache

from rodfaest.kernel.actors import Errand, LinkHolder, System
from tests.architecture.house import sources
from tests.docs.questions import Ask, Row, all_asks
from tests.docs.scene import PEOPLE, a_scene

JOBS = sorted(
    {name for source in sources() if source.room == "jobs" for name in re.findall(r'System\("(.+?)"\)', source.text)}
)
LINKS = {
    "enrolment.answer_wish": ("enrolment.Wish", "wish", "leader", "Svar på ønsket"),
    "enrolment.write_intention": ("enrolment.Wish", "wish", "self", "Skriv din intention"),
    "journey.do_step": ("journey.Step", "own_step", "self", "Gør et skridt"),
    "attendance.mark_day": ("cohorts.TeachingDay", "day", "teacher", "Dagens navneliste"),
}
"""Of each kind of personal link: its noun, its thing, whose it is, and what it is for."""


class Answers(dict[tuple[Ask, str], bool]):
    """Each question's answer for each of PEOPLE; beside it the jobs that may, and what each kind of link opens."""

    jobs: dict[Ask, list[str]]
    links: dict[str, list[Ask]]

    def who(self, *asks: Ask) -> list[str]:
        """The keys of those for whom any of the questions is answered with yes."""
        return [key for key in PEOPLE if any(self[ask, key] for ask in asks)]

    def may(self, row: Row) -> list[str]:
        return self.who(*row.asks)


@cache
def asked() -> Answers:
    scene = a_scene()
    found = Answers()
    for ask in all_asks():
        for key, actor in scene.actors.items():
            found[ask, key] = ask.answer(actor, scene)
    found.jobs = {
        ask: [name for name in JOBS if ask.answer(System(name), scene)] for ask in all_asks() if ask.kind == "may"
    }
    found.links = {}
    for verb, (noun, thing, whose, _words) in LINKS.items():
        person_id = scene.actors[whose].person_id
        holder = LinkHolder(Errand(verb, noun, scene.things[thing].pk), person_id, "Link")
        found.links[verb] = [ask for ask in all_asks() if ask.answer(holder, scene)]
    return found
