"""
How a letter comes to its reader. The one rule: nobody who plans a letter says by which channel it goes. What stands in
a calendar goes the same way: as a calendar mail, or as an SMS with the day, the time and the place in its words.
"""

from typing import NamedTuple

from rodfaest.kernel.text import Word
from rodfaest.login.rules import international
from rodfaest.organisations.rules.people import phone_digits


class Channel(Word):
    MAIL = "mail"
    SMS = "sms"


class Reach(NamedTuple):
    channel: Channel
    address: str
    """Empty where what was typed can't be used: the letter is then withheld for somebody to look."""


def reach(email: str | None, phone: str) -> Reach:
    """
    By mail to whoever has a mailbox, else by SMS, to the number as login sends to it.

    >>> tuple(reach("mette@horsens.example", "20 30 40 50")), tuple(reach(None, "20 30 40 50"))
    ((<Channel.MAIL: 'mail'>, 'mette@horsens.example'), (<Channel.SMS: 'sms'>, '+4520304050'))
    >>> tuple(reach(None, "2030")), tuple(reach(None, ""))
    ((<Channel.SMS: 'sms'>, ''), (<Channel.MAIL: 'mail'>, ''))
    """
    if email or not phone:
        return Reach(Channel.MAIL, email or "")
    digits = phone_digits(phone)
    return Reach(Channel.SMS, international(digits) if digits else "")
