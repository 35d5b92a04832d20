"""The wish and its answer: its state as a sentence, and when a verb must say no."""

from datetime import date
from enum import StrEnum

from rodfaest.kernel.text import Word, _, owned
from rodfaest.kernel.time import long_date


class Answer(Word):
    YES = "yes", _("ja")
    NOT_NOW = "not_now", _("ikke denne gang")


class Reply(StrEnum):
    """The three buttons of a leader: the two answers, and to talk before there is one."""

    YES = "yes"
    NOT_NOW = "not_now"
    TALK_FIRST = "talk_first"


class Reason(Word):
    """Why not this time. Fixed choices: no personal circumstances are typed where others read."""

    STAFFING = "staffing", _("bemanding")
    MONEY = "money", _("økonomi")
    TIMING = "timing", _("tidspunkt")
    OTHER = "other", _("andet, vi taler om")


class Side(Word):
    """Whose intention a text is: the wish has two, and both read both."""

    PARTICIPANT = "participant", _("deltageren")
    LEADER = "leader", _("lederen")


class WishState(StrEnum):
    """How a wish is doing. Never stored: read off the days of the facts."""

    ASKED = "asked"
    TALKING = "talking"
    NOT_NOW = "not_now"
    BACKED = "backed"
    SEATED = "seated"
    LEFT = "left"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    OVER = "over"


ENDED = frozenset({WishState.LEFT, WishState.WITHDRAWN, WishState.CLOSED, WishState.OVER})
"""Nothing more is done about such a wish; whoever wants to come along makes a new one."""


class Closing(Word):
    """Why a wish ended that nobody took back."""

    WORK = "work", _("ansættelsen er slut")
    COHORT = "cohort", _("holdet er slut")


BECAUSE: dict[Reason, str] = {
    Reason.STAFFING: _("I kan ikke undvære en mere de dage."),
    Reason.MONEY: _("Der er ikke penge til det denne gang."),
    Reason.TIMING: _("Tidspunktet passer ikke."),
    Reason.OTHER: _("Der er noget, I skal tale om først."),
}
"""The reason as the person reads it."""

INSTEAD: dict[Reason, str] = {
    Reason.STAFFING: _("Spørg {leader}, hvilket hold der passer bedre, og ønsk igen."),
    Reason.MONEY: _("Spørg {leader}, hvornår der er penge igen, og ønsk til den tid."),
    Reason.TIMING: _("Find sammen med {leader} et hold med andre datoer."),
    Reason.OTHER: _("Aftal med {leader}, hvornår I har ti minutter i ro."),
}
"""What to do instead: every refusal says so."""


def state_of(
    *,
    withdrawn: bool,
    closing: Closing | None = None,
    seated: bool,
    left: bool,
    answer: Answer | None,
    talking: bool,
) -> WishState:
    """
    The state, read off the facts; the latest fact decides. `closing`: why it ended, where nobody took it back.

    >>> state_of(withdrawn=False, seated=False, left=False, answer=Answer.YES, talking=True)
    <WishState.BACKED: 'backed'>
    """
    if left:
        return WishState.LEFT
    if withdrawn:
        return {None: WishState.WITHDRAWN, Closing.WORK: WishState.CLOSED, Closing.COHORT: WishState.OVER}[closing]
    if seated:
        return WishState.SEATED
    if answer is not None:
        return WishState.BACKED if answer == Answer.YES else WishState.NOT_NOW
    return WishState.TALKING if talking else WishState.ASKED


def own_sentence(state: WishState, *, leader: str, reason: Reason | None = None) -> str:
    """
    How it stands, said to the person who wishes. `leader` is a first name, or "din leder" while nobody has answered.

    >>> own_sentence(WishState.ASKED, leader="din leder")
    'Dit ønske er sendt til din leder. Du får besked, så snart der er svar.'
    >>> own_sentence(WishState.TALKING, leader="din leder")
    'Din leder vil tale med dig først. Dit ønske beholder sin tur i køen.'
    >>> own_sentence(WishState.BACKED, leader="Lene")
    'Lene har sagt ja. Nu venter du på svar om en plads.'
    >>> own_sentence(WishState.NOT_NOW, leader="Lene", reason=Reason.STAFFING)
    'Ikke denne gang. I kan ikke undvære en mere de dage. Spørg Lene, hvilket hold der passer bedre, og ønsk igen.'
    """
    first = leader[:1].upper() + leader[1:]
    match state:
        case WishState.ASKED:
            return _("Dit ønske er sendt til {leader}. Du får besked, så snart der er svar.").format(leader=leader)
        case WishState.TALKING:
            return _("{leader} vil tale med dig først. Dit ønske beholder sin tur i køen.").format(leader=first)
        case WishState.NOT_NOW:
            return _("Ikke denne gang. {why}").format(why=why_not_now(reason or Reason.OTHER, leader=leader))
        case WishState.BACKED:
            return _("{leader} har sagt ja. Nu venter du på svar om en plads.").format(leader=first)
        case WishState.SEATED:
            return _("Du har en plads.")
        case WishState.LEFT:
            return _("Du har ikke længere en plads på holdet.")
        case WishState.WITHDRAWN:
            return _("Du har trukket dit ønske tilbage.")
        case WishState.CLOSED:
            return _("Dit ønske er lukket, fordi din ansættelse er slut.")
        case WishState.OVER:
            return _("Holdet er slut, og du kom ikke med denne gang. Se blandt forløbene, om der kommer et hold mere.")


def others_sentence(state: WishState, *, name: str, leader: str, reason: Reason | None = None) -> str:
    """
    The same, said to the leader or konsulent who reads of `name`; `leader` is "Du" to whoever has answered.

    >>> others_sentence(WishState.ASKED, name="Mette", leader="")
    'Mette venter på svar.'
    >>> others_sentence(WishState.BACKED, name="Mette", leader="Du")
    'Du har sagt ja. Mette venter på en plads.'
    >>> others_sentence(WishState.NOT_NOW, name="Mette", leader="Lene", reason=Reason.MONEY)
    'Lene har svaret »ikke denne gang«: økonomi.'
    >>> others_sentence(WishState.TALKING, name="Mette", leader="Lene")
    'Lene taler med Mette først. Ønsket beholder sin tur i køen.'
    >>> [others_sentence(state, name="Mette", leader="") for state in (WishState.WITHDRAWN, WishState.OVER)]
    ['Mette har trukket ønsket tilbage.', 'Holdet er slut. Mette kom ikke med denne gang.']
    """
    match state:
        case WishState.ASKED:
            return _("{name} venter på svar.").format(name=name)
        case WishState.TALKING:
            return _("{leader} taler med {name} først. Ønsket beholder sin tur i køen.").format(
                leader=leader, name=name
            )
        case WishState.NOT_NOW:
            why = (reason or Reason.OTHER).label
            return _("{leader} har svaret »ikke denne gang«: {why}.").format(leader=leader, why=why)
        case WishState.BACKED:
            return _("{leader} har sagt ja. {name} venter på en plads.").format(leader=leader, name=name)
        case WishState.SEATED:
            return _("{name} har en plads.").format(name=name)
        case WishState.LEFT:
            return _("{name} har ikke længere en plads på holdet.").format(name=name)
        case WishState.WITHDRAWN:
            return _("{name} har trukket ønsket tilbage.").format(name=name)
        case WishState.CLOSED:
            return _("{name} er ikke ansat mere. Ønsket er lukket.").format(name=name)
        case WishState.OVER:
            return _("Holdet er slut. {name} kom ikke med denne gang.").format(name=name)


def why_not_now(reason: Reason, *, leader: str) -> str:
    """The reason and what to do instead, in two sentences."""
    return f"{BECAUSE[reason]} {INSTEAD[reason].format(leader=leader)}"


# When a verb says no


NOT_EMPLOYED = _(
    "Holdet er for ansatte i kommunens huse og grupper, og du står ikke som ansat i en af dem. "
    "Er det forkert, så sig det til kommunens konsulent."
)


def why_not_wish(*, published: bool, answer_by: date, today: date, in_kommune: bool, already: bool) -> str | None:
    """
    The hard rules of a wish, and nothing else: whether somebody meets the criteria is read and decided by the leader.

    >>> in_may = {"published": True, "answer_by": date(2021, 6, 15), "today": date(2021, 5, 3)}
    >>> why_not_wish(in_kommune=True, already=True, **in_may)
    'Ønsket står her allerede. Du behøver ikke at gøre mere.'
    """
    if already:
        return _("Ønsket står her allerede. Du behøver ikke at gøre mere.")
    if not in_kommune:
        return NOT_EMPLOYED
    return why_not_open(published=published, answer_by=answer_by, today=today)


def why_not_open(*, published: bool, answer_by: date, today: date) -> str | None:
    """
    Say why a cohort takes no wishes, whoever wishes.

    >>> why_not_open(published=True, answer_by=date(2021, 6, 15), today=date(2021, 6, 16))
    'Fristen for at ønske var tirsdag den 15. juni. Se blandt forløbene, om der kommer et hold mere.'
    """
    if not published:
        return _("Holdet er ikke åbent for ønsker endnu. Kig igen senere.")
    if today > answer_by:
        return _("Fristen for at ønske var {day}. Se blandt forløbene, om der kommer et hold mere.").format(
            day=long_date(answer_by)
        )
    return None


def why_not_answer(*, state: WishState, answer_by: date, today: date) -> str | None:
    """
    An answer is given once, in time, to a wish that stands.

    >>> why_not_answer(state=WishState.BACKED, answer_by=date(2021, 6, 15), today=date(2021, 5, 3))
    'Der er svaret på ønsket. Svaret står her.'
    >>> why_not_answer(state=WishState.WITHDRAWN, answer_by=date(2021, 6, 15), today=date(2021, 5, 3))
    'Ønsket er trukket tilbage, så der er ikke noget at svare på.'
    >>> why_not_answer(state=WishState.OVER, answer_by=date(2021, 6, 15), today=date(2021, 12, 1))
    'Holdet er slut, så der er ikke noget at svare på.'
    """
    if state is WishState.WITHDRAWN:
        return _("Ønsket er trukket tilbage, så der er ikke noget at svare på.")
    if state is WishState.CLOSED:
        return _("Ansættelsen er slut, og ønsket er lukket, så der er ikke noget at svare på.")
    if state is WishState.OVER:
        return _("Holdet er slut, så der er ikke noget at svare på.")
    if state not in (WishState.ASKED, WishState.TALKING):
        return _("Der er svaret på ønsket. Svaret står her.")
    return _too_late(answer_by, today)


def why_not_change_answer(*, state: WishState, same: bool, answer_by: date, today: date) -> str | None:
    """
    An answer may be changed until a seat is given, in time; the wish keeps its turn.

    >>> why_not_change_answer(state=WishState.SEATED, same=False, answer_by=date(2021, 6, 15), today=date(2021, 5, 3))
    'Pladsen er givet. Skal den gives videre, så gør det på pladsens side.'
    >>> why_not_change_answer(state=WishState.ASKED, same=False, answer_by=date(2021, 6, 15), today=date(2021, 5, 3))
    'Der er ikke et svar at ændre.'
    >>> why_not_change_answer(state=WishState.BACKED, same=False, answer_by=date(2021, 6, 15), today=date(2021, 6, 15))
    >>> why_not_change_answer(state=WishState.BACKED, same=False, answer_by=date(2021, 6, 15), today=date(2021, 6, 16))
    'Fristen for svar var tirsdag den 15. juni. Ring til konsulenten, hvis det stadig kan lade sig gøre.'
    """
    if state is WishState.SEATED:
        return _("Pladsen er givet. Skal den gives videre, så gør det på pladsens side.")
    if state not in (WishState.BACKED, WishState.NOT_NOW):
        return _("Der er ikke et svar at ændre.")
    if same:
        return _("Det er det svar, der står.")
    return _too_late(answer_by, today)


def why_not_talk_first(*, state: WishState, answer_by: date, today: date) -> str | None:
    """
    To talk first is no answer, and is said once.

    >>> why_not_talk_first(state=WishState.TALKING, answer_by=date(2021, 6, 15), today=date(2021, 5, 3))
    'Det står her allerede, at I taler sammen først.'
    """
    if state is WishState.TALKING:
        return _("Det står her allerede, at I taler sammen først.")
    return why_not_answer(state=state, answer_by=answer_by, today=today)


def _too_late(answer_by: date, today: date) -> str | None:
    if today <= answer_by:
        return None
    return _("Fristen for svar var {day}. Ring til konsulenten, hvis det stadig kan lade sig gøre.").format(
        day=long_date(answer_by)
    )


def why_not_withdraw(state: WishState) -> str | None:
    """
    >>> why_not_withdraw(WishState.SEATED)
    'Der er givet en plads. Giv pladsen videre i stedet.'
    """
    if state is WishState.SEATED:
        return _("Der er givet en plads. Giv pladsen videre i stedet.")
    if state in (WishState.CLOSED, WishState.OVER):
        return _("Ønsket er lukket.")
    if state in ENDED:
        return _("Ønsket er trukket tilbage.")
    return None


def why_not_leave(state: WishState, *, begun: bool, ask: str) -> str | None:
    """
    A seat is given on until the cohort is under way. `ask` is the cohort's contact, who knows what to do from then on.

    >>> why_not_leave(WishState.LEFT, begun=False, ask="Karen Dahl")
    'Her er ikke længere en plads at give videre.'
    >>> why_not_leave(WishState.SEATED, begun=True, ask="Karen Dahl")  # doctest: +NORMALIZE_WHITESPACE
    'Holdet er begyndt, så pladsen kan ikke gives videre her.
    Tal med Karen Dahl, hvis det bliver nødvendigt at stoppe.'
    """
    if state is not WishState.SEATED:
        return _("Her er ikke længere en plads at give videre.")
    if begun:
        return _(
            "Holdet er begyndt, så pladsen kan ikke gives videre her. "
            "Tal med {ask}, hvis det bliver nødvendigt at stoppe."
        ).format(ask=ask)
    return None


def why_not_end(state: WishState, *, begun: bool, name: str) -> str | None:
    """
    Somebody stops on a cohort that is under way; before that the seat is given on.

    >>> why_not_end(WishState.LEFT, begun=True, name="Mette")
    'Mette har ikke længere en plads på holdet.'
    """
    if state is not WishState.SEATED:
        return others_sentence(WishState.LEFT, name=name, leader="")
    if not begun:
        return _("Holdet er ikke begyndt. Giv pladsen videre i stedet.")
    return None


def why_not_write(state: WishState) -> str | None:
    """
    >>> why_not_write(WishState.WITHDRAWN)
    'Ønsket er trukket tilbage, så der er ikke noget at skrive til.'
    >>> why_not_write(WishState.OVER)
    'Ønsket er lukket, så der er ikke noget at skrive til.'
    """
    if state in (WishState.CLOSED, WishState.OVER):
        return _("Ønsket er lukket, så der er ikke noget at skrive til.")
    if state in ENDED:
        return _("Ønsket er trukket tilbage, så der er ikke noget at skrive til.")
    return None


def why_not_words_for(name: str) -> str:
    """
    What a house hopes for is its leader's to write; whoever types in for somebody else's people has no words there.

    >>> why_not_words_for("Mette")
    'Du er ikke leder for Mette, så det er Mettes leder, der skriver her. Lad feltet stå tomt.'
    """
    return _("Du er ikke leder for {name}, så det er {whose} leder, der skriver her. Lad feltet stå tomt.").format(
        name=name, whose=owned(name)
    )


def why_not_write_over(name: str) -> str:
    """
    Words belong to who wrote them: another leader does not put theirs in their place.

    >>> why_not_write_over("Lene")
    'Lene har allerede skrevet til ønsket. Aftal med Lene, hvis der skal stå noget andet.'
    """
    return _("{name} har allerede skrevet til ønsket. Aftal med {name}, hvis der skal stå noget andet.").format(
        name=name
    )
