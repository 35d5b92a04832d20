"""The two ways an action says no. Both carry one Danish sentence, and both become a page, never a stack trace."""


class Refused(Exception):
    """An action said no. `sentence` is what the person reads; `field` names the form field it stands beside, if any."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class RuleBroken(Refused):
    """The actor may, but the rules of the domain say no as things stand."""


class Denied(Refused):
    """The actor may not do this. A stranger never gets this far: they are met by 404."""
