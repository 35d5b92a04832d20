"""What may not stand in a text, and who reads it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodfaest.kernel.time import long_date
from rodfaest.texts.rules import Audience, readers_sentence, why_not_text


@pytest.mark.parametrize(
    "number",
    [
        "010121-1234",
        "0101211234",
        "010121 1234",
        "010121 - 1234",
        "010121–1234",
        "290200-1234",
        "610121-1234",
        "311299\u00a01234",
        "01.01.21-1234",
        "01/01/21 1234",
        "01-01-21-1234",
        "01.02.2003-1234",
        "01.02.2003 – 1234",
        "01-02-1999-1234",
        "01022003-1234",
    ],
)
def test_what_looks_like_a_cpr_number_is_refused_with_what_to_do(number):
    assert why_not_text(f"Vi talte om {number} i dag.") == (
        "Der står et tal, der ligner et CPR-nummer. Slet det, og skriv, så ingen kan kendes."
    )


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(0, 9999), st.sampled_from(["", "-", " "]))
def test_every_cpr_number_is_refused(day, serial, between):
    assert why_not_text(f"{day:%d%m%y}{between}{serial:04}")


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
@pytest.mark.parametrize(
    "way", ["%d.%m.%Y", "%d-%m-%Y", "%d/%m %Y", "%Y-%m-%d", "%d%m%y", "%d%m%Y", "d. %d.%m.%y kl. 9"]
)
def test_a_date_passes(way, day):
    assert why_not_text(f"Det var {day.strftime(way)}, og {long_date(day)} igen.") is None


@given(st.integers(20_000_000, 99_999_999))
@pytest.mark.parametrize("way", ["{0}", "{1} {2} {3} {4}", "+45{0}", "+45 {1}{2} {3}{4}", "0045 {0}", "{1}{2}-{3}{4}"])
def test_a_phone_number_passes(way, number):
    said = str(number)
    assert why_not_text("Ring på " + way.format(said, said[:2], said[2:4], said[4:6], said[6:])) is None


@given(st.integers(0, 10**9))
def test_an_amount_passes(amount):
    assert why_not_text(f"Det kostede {amount} kr.") is None


NOT_LIKE_A_CPR_NUMBER = [
    "320121-1234",
    "011321-1234",
    "0101211234567",
    "99010121-12345",
    "290201-1234",
    "32.02.2003-1234",
    "01.13.2003-1234",
    "01.02.2103-1234",
    "01.02.2003-12345",
    "01.02.2003-123",
    "01.02.2003 1230",
    "01.02.2003-04.02.2003",
]


@pytest.mark.parametrize("number", NOT_LIKE_A_CPR_NUMBER)
def test_what_is_no_date_or_has_more_digits_passes(number):
    assert why_not_text(f"Ordre {number}") is None


def test_the_readers_are_said_to_the_one_who_writes():
    assert [readers_sentence(audience) for audience in Audience] == [
        "Kun dig",
        "Dig og din leder",
        "Dem, der er med i gruppen, når de læser",
        "Kollegerne i dit hus eller din gruppe",
        "Hele holdet og underviseren",
        "Kollegerne i dit hus eller din gruppe, alle jeres ledere, fyrtårnet og anden faglig støtte",
    ]
    assert readers_sentence(Audience.LEADER, leaders=["Lene", "Kim"]) == "Dig, Lene og Kim"
    in_house = readers_sentence(Audience.HOUSE, place="Mælkevejen")
    assert in_house == "Kollegerne i Mælkevejen, alle jeres ledere, fyrtårnet og anden faglig støtte"
