"""How lines are read: people by name, as long as they have one."""

import re
from collections.abc import Iterable

from django.contrib.auth import get_user_model

from rodfaest.kernel.text import _

A_PERSON = re.compile(r"\bperson (\d+)\b")
ERASED = _("Slettet person")


def with_names(labels: Iterable[str]) -> list[str]:
    """The labels of lines, with what people are called today in place of their numbers. One query."""
    labels = list(labels)
    numbers = {found for label in labels for found in A_PERSON.findall(label)}
    people = get_user_model()._default_manager.filter(pk__in=numbers)
    names = {str(person.pk): person.full_name for person in people}
    return [A_PERSON.sub(lambda found: names.get(found[1], ERASED), label) for label in labels]
