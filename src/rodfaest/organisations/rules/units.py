"""What a unit can spare, and the weeks its kommune keeps free."""

from datetime import date

from rodfaest.kernel.text import _, counted


def away_sentence(away: int, can_spare: int, *, day: str) -> str:
    """
    What a leader reads beside an answer. Advice, no verdict: staffing law is a yearly average of the whole kommune.

    >>> away_sentence(2, 2, day="mandag den 20. september")
    'så er 2 af jer af sted mandag den 20. september; I har skrevet, at I kan undvære 2'
    >>> away_sentence(1, 0, day="den dag")
    'så er 1 af jer af sted den dag; I har skrevet, at I ikke kan undvære nogen'
    """
    spare = _("ikke kan undvære nogen") if can_spare == 0 else _("kan undvære {number}").format(number=can_spare)
    return _("så er {away} af jer af sted {day}; I har skrevet, at I {spare}").format(away=away, day=day, spare=spare)


def spare_word(can_spare: int) -> str:
    """How many a unit can spare the same day, as one says it."""
    return _("ingen") if can_spare == 0 else counted(can_spare, _("medarbejder"), _("medarbejdere"))


def weeks_in(year: int) -> int:
    """
    How many weeks a year has by ISO 8601.

    >>> weeks_in(2020), weeks_in(2021)
    (53, 52)
    """
    return date(year, 12, 28).isocalendar().week


def why_not_holiday_week(year: int, week: int) -> str | None:
    """
    Say why a week can't stand in the table: the year has no such week.

    >>> why_not_holiday_week(2021, 0), why_not_holiday_week(2021, 53)
    ('I 2021 er der kun uge 1 til 52.', 'I 2021 er der kun uge 1 til 52.')
    >>> why_not_holiday_week(2021, 1), why_not_holiday_week(2021, 52)
    (None, None)
    """
    if not 1 <= week <= weeks_in(year):
        return _("I {year} er der kun uge 1 til {last}.").format(year=year, last=weeks_in(year))
    return None
