"""The one way a hand-over fails."""


class NotHandedOver(Exception):
    """
    The gateway has not taken it. `reason` is a Danish sentence for the outbox.

    `for_good`: it would be refused again (no such mailbox); else it may be tried later. `unsure`: the line broke while
    the gateway had everything, so it may have gone all the same and is looked at before it is sent again.
    """

    def __init__(self, reason: str, *, for_good: bool, unsure: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.for_good = for_good
        self.unsure = unsure
