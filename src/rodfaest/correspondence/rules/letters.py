"""The states of a letter, what each says, and how long to wait before a letter is tried again."""

from datetime import date, datetime, timedelta

from rodfaest.kernel.text import Word, _


class LetterState(Word):
    """Read off the facts of the letter; nothing stores it."""

    WAITING = "waiting", _("Venter")
    WITHHELD = "withheld", _("Se på det")
    STOPPED = "stopped", _("Stoppet")
    WITHDRAWN = "withdrawn", _("Trukket tilbage")
    HANDING_OVER = "handing_over", _("Bliver sendt nu")
    SENT = "sent", _("Sendt")


CLAIM_LASTS = timedelta(minutes=10)
"""A worker that has claimed a letter and not begun to hand it over by then is dead: the letter is taken up again."""
HANDING_OVER_LASTS = timedelta(minutes=10)
"""
Longer than any mail server is waited for. One that has no receipt by then was cut off, and is withheld for a look.
"""
SWEEP_LASTS = timedelta(minutes=5)
"""How long one sweep goes on where the mail server is slow to say no: well within its own claims."""
STOP_STANDS = timedelta(weeks=4)
"""How long after its day a stopped round can still be let go; then it leaves the outbox."""
SOON = timedelta(days=7)
"""How far the outbox looks by itself; what lies further out is folded away."""
LINK_LIVES = timedelta(days=60)
"""How long the personal links of a letter work, from the day it is sent."""
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 2 * 60, 6 * 60, 12 * 60, 24 * 60))
"""How long to wait after the first, second, … time the mail server said "not now": about two days in all."""

CHANGED = _("Brevet er rettet i hånden, og siden har noget ændret sig. Se, om det stadig passer.")
CUT_OFF = _(
    "Forbindelsen røg, mens brevet blev afleveret. Vi ved ikke, om {name} har fået det. Spørg, før du sender det igen."
)
NO_ADDRESS = _("{name} har ingen mailadresse. Skriv den ind, eller giv beskeden på en anden måde.")
NO_NUMBER = _("{name} har ikke et dansk mobilnummer. Skriv det ind, eller giv beskeden på en anden måde.")
LOGIN_CLOSED = _(
    "Login er lukket for {name}, og brevet har links eller ord, der kun er til {name}. "
    "Åbn login og send brevet igen, eller stop det."
)
UNPROVEN = _(
    "{name} har fået ny mail eller mobil og har ikke vist endnu, hvem det er. Derfor venter breve med det, andre har "
    "skrevet. Send det igen, når {name} har vist det under »Mit«, eller stop det."
)
BEHIND_CLOSED_LOGIN = _(
    "Login er lukket for {name}, så breve med links bliver holdt tilbage. Åbn login, hvis de skal ud."
)
GIVEN_UP = _("Vi har prøvet i to dage uden at komme igennem til mailserveren. Send det igen, når den svarer.")
NO_REASON = _("Grunden til brevet er væk, så det skal ikke ud. Stop det, så er det ude af vejen.")
EDITED_MEANWHILE = _(
    "Nogen gemte andre ord i brevet, mens du skrev. De står nederst. Gem igen, hvis det er dine, der skal ud."
)
NOT_WRITTEN = _("Brevet kunne ikke skrives færdigt. Det er en fejl hos os; sig det til administratoren.")


def footer(kommune: str) -> str:
    """What stands under every mail."""
    return _("Rodfæst sender dette for %s. Svar på mailen, hvis du vil spørge om noget: den bliver læst.") % kommune


def beginning_of(subject: str) -> str:
    """
    What the subjects of one kind of letter have in common; the rest says which or whom.

    >>> beginning_of("Spørg ind til det, der bliver prøvet: Kim og Mette"), beginning_of("Følg barnets spor")
    ('Spørg ind til det, der bliver prøvet', 'Følg barnets spor')
    """
    return subject.partition(":")[0]


def next_try(tries: int, *, now: datetime) -> datetime | None:
    """
    When a letter that could not be handed over for now is tried again; None when it is time to give up.

    >>> from datetime import UTC
    >>> next_try(1, now=datetime(2021, 7, 2, 8, tzinfo=UTC)).isoformat()
    '2021-07-02T08:01:00+00:00'
    >>> next_try(8, now=datetime(2021, 7, 2, 8, tzinfo=UTC)) is None
    True
    """
    return now + WAITS[tries - 1] if tries <= len(WAITS) else None


def why_not_hand_over(
    *, address: str, by_sms: bool, personal: bool, login_closed: bool, unproven: bool = False
) -> str | None:
    """
    Say why a letter whose day has come waits for somebody to look instead.

    A closed login means that nothing is opened to the person any more, so neither is a letter with links or somebody's
    words in it (`personal`). One that only says how things stand goes, and so does a calendar mail: a place given or
    lost, and a day that is moved, are true with a closed login too.

    Nor does one go that carries words, to an address that nobody has shown to be theirs (`unproven`).

    >>> letter = {"address": "mette@horsens.example", "by_sms": False, "personal": True}
    >>> why_not_hand_over(**letter, login_closed=True) == LOGIN_CLOSED
    True
    >>> why_not_hand_over(**letter | {"personal": False}, login_closed=True)
    """
    if not address:
        return NO_NUMBER if by_sms else NO_ADDRESS
    if personal and login_closed:
        return LOGIN_CLOSED
    return UNPROVEN if unproven else None


def why_out_of_reach(*, address: str, by_sms: bool, login_closed: bool) -> str | None:
    """
    Say why somebody can't be written to, whichever letter it were.

    >>> why_out_of_reach(address="", by_sms=True, login_closed=False) == NO_NUMBER
    True
    >>> why_out_of_reach(address="mette@horsens.example", by_sms=False, login_closed=False)
    """
    if not address:
        return NO_NUMBER if by_sms else NO_ADDRESS
    return BEHIND_CLOSED_LOGIN if login_closed else None


def why_not_edit(state: LetterState) -> str | None:
    """Say why the words of a letter can't be changed any more, if so."""
    return {
        LetterState.SENT: _("Brevet er sendt og kan ikke rettes mere."),
        LetterState.HANDING_OVER: _("Brevet er ved at blive sendt og kan ikke rettes mere."),
        LetterState.WITHDRAWN: _("Brevet er trukket tilbage, fordi grunden til det er væk."),
    }.get(state)


def why_not_stop(state: LetterState) -> str | None:
    return {
        LetterState.SENT: _("Brevet er allerede sendt."),
        LetterState.HANDING_OVER: _("Brevet er ved at blive sendt og kan ikke stoppes nu."),
        LetterState.WITHDRAWN: _("Brevet er allerede trukket tilbage."),
        LetterState.STOPPED: _("Brevet er allerede stoppet."),
    }.get(state)


def why_not_stop_round(on: date, *, today: date) -> str | None:
    """
    Say why a round can't be stopped: from its day on only those letters would stop that had not gone, and that there
    are any would tell.
    """
    return _("Dagen er kommet, så brevene kan ikke stoppes mere.") if on <= today else None


def why_not_resume(state: LetterState) -> str | None:
    return None if state is LetterState.STOPPED else _("Brevet er ikke stoppet.")


def why_not_release(*, changed: bool, state: LetterState) -> str | None:
    """Only a letter withheld because its facts changed is released as it stands."""
    return None if changed and state is LetterState.WITHHELD else _("Brevet venter ikke på, at nogen ser på det.")


def why_not_send_again(*, failed: bool, state: LetterState) -> str | None:
    """
    Only a letter withheld after a hand-over that failed, or was cut off, is sent again, and only by somebody's will.
    """
    if failed and state is LetterState.WITHHELD:
        return None
    return (
        _("Brevet er allerede sendt.") if state is LetterState.SENT else _("Brevet venter ikke på at blive sendt igen.")
    )
