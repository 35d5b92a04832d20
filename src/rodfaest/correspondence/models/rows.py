"""What letters and entries have in common."""

from rodfaest.kernel.models import Scoped


class Derived(Scoped):
    """A row brought in line with the facts of its owner."""

    class Meta(Scoped.Meta):
        abstract = True

    def clean_own_fields(self) -> None:
        """All but its keys: they came from rows just read, and asking for each again would be a query."""
        self.clean_fields(exclude={field.name for field in self._meta.concrete_fields if field.is_relation})
