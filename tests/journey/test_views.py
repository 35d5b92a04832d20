"""The pages of the journey."""

import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from rodfaest.audit.models import AuditLine
from rodfaest.enrolment.rules.wishes import Side
from rodfaest.journey import actions
from rodfaest.journey.models import Asker, Step, StepText
from rodfaest.kernel.actors import Errand, System
from rodfaest.kernel.time import long_date
from rodfaest.login.actions import make_link
from rodfaest.organisations.rules import FunctionKind, JobCategory, Role
from rodfaest.texts.models import ReadingLine
from rodfaest.texts.rules import Audience
from tests.factories.enrolment import write_words
from tests.factories.journey import StepTextFactory, a_way, add_seat, give_function, give_role, person, unit
from tests.factories.login import Client

pytestmark = pytest.mark.django_db
IN_SPLIT_2 = date(2021, 9, 29)
BUTTONS = {
    "keep": "faerdig/",
    "else": "noget-andet/",
    "put_off": "ikke-i-dag/",
    "choose_when": "en-anden-dag/",
    "reopen": "op-igen/",
    "draft": "kladde/",
}
WORDS = "Jeg ventede og fulgte barnets spor."
KEEP = {"words": WORDS, "audience": "me"}


@pytest.fixture
def way(on_date):
    way = a_way()
    on_date(IN_SPLIT_2)
    return way


def signed_in(one):
    client = Client()
    client.force_login(one)
    return client


def page_of(step):
    return reverse("journey:step_show", args=[step.pk])


def push(client, page, sent, **how):
    """Press a button on a step's page, »Færdig« unless `sent` says which it is to `do`."""
    sent = dict(sent)
    return client.post(page + BUTTONS[sent.pop("do", "keep")], sent, **how)


def link_to(step, one):
    address = make_link(
        one, Errand("journey.do_step", "journey.Step", step.pk), valid_until=date(2021, 12, 1), actor=System("demo")
    )
    return urlsplit(address).path


def text_of(response):
    return response.content.decode()


# One step


def test_the_one_whose_step_it_is_writes_and_is_done(way):
    client, step = signed_in(way.mette), way.step("proev-2")
    shown = text_of(client.get(page_of(step)))
    for said in (
        "Følg barnets spor",
        "Kun dig",
        "Er du bekymret for et barn?",
        "Ikke i dag",
        "Hvornår passer det dig?",
    ):
        assert said in shown
    answer = push(client, page_of(step), {**KEEP, "situation": "puslebord"}, follow=True)
    assert "Færdig. Tak." in text_of(answer)
    assert WORDS in text_of(answer)
    assert way.step("proev-2").done_on == IN_SPLIT_2


def test_what_is_done_says_who_reads_it_how_that_is_changed_and_what_comes_next(way):
    client, step = signed_in(way.mette), way.step("proev-2")
    push(client, page_of(step), {**KEEP, "audience": "leader", "nobody_recognisable": "on"})
    done = text_of(client.get(page_of(step)))
    text, following = StepText.objects.get(), way.step("laes-3")
    assert "Dig og Lene" in done
    assert f'href="{reverse("journey:text_share", args=[text.pk])}"' in done
    assert "Næste skridt" in done and following.words.title in done
    assert f'href="{page_of(following)}"' in done


def test_what_is_done_says_when_the_next_comes_or_that_there_is_none(way, on_date):
    client = signed_in(way.mette)
    Step.objects.filter(seat=way.seat, role="deltager").exclude(key__in=["proev-2", "tjek-12"]).update(
        done_on=IN_SPLIT_2
    )
    push(client, page_of(way.step("proev-2")), KEEP)
    done = text_of(client.get(page_of(way.step("proev-2"))))
    assert "Lige nu er der ikke mere, du skal." in done
    ahead = way.step("tjek-12")
    assert f"{ahead.words.title}</a>«, {long_date(ahead.on)}" in done and "Åbn skridtet" not in done
    Step.objects.filter(key="tjek-12").update(done_on=IN_SPLIT_2)
    done = text_of(client.get(page_of(way.step("proev-2"))))
    assert "Lige nu er der ikke mere, du skal." in done and "Det næste er" not in done


def test_the_first_step_builds_on_what_one_wrote_at_the_wish(way, client, on_date):
    """Not by a link: a mail is forwarded, and the words are not the letter's."""
    on_date(date(2021, 7, 5))
    write_words(way.seat.wish, "At følge barnets spor.")
    first = way.step("intention")
    shown = text_of(signed_in(way.mette).get(page_of(first)))
    assert "At følge barnets spor." in shown and "Det skrev du, da du ønskede en plads" in shown
    assert "At følge" not in text_of(signed_in(way.mette).get(page_of(way.step("laes-1"))))
    assert "At følge" not in text_of(client.get(link_to(first, way.mette)))


def test_what_the_leader_wrote_for_the_house_is_not_said_to_be_ones_own(way, on_date):
    on_date(date(2021, 7, 5))
    write_words(way.seat.wish, "Vi håber på mere ro.", Side.LEADER)
    assert "Det skrev du" not in text_of(signed_in(way.mette).get(page_of(way.step("intention"))))


def test_pressed_twice_there_is_one_record(way):
    client, step = signed_in(way.mette), way.step("proev-2")
    for _time in range(2):
        assert push(client, page_of(step), KEEP).status_code == 303
    assert AuditLine.objects.whats().count("journey.step_done") == 1


@pytest.mark.parametrize("do", ["keep", "else"])
def test_other_words_from_another_tab_stand_on_the_page_with_the_reason(do, way):
    client, step = signed_in(way.mette), way.step("proev-2")
    push(client, page_of(step), KEEP)
    answer = push(client, page_of(step), {**KEEP, "do": do, "words": "Skrevet i den anden fane."})
    assert answer.status_code == 422
    shown = text_of(answer)
    assert "Skridtet blev gjort i mellemtiden." in shown
    assert "Skrevet i den anden fane." in shown
    assert WORDS in shown
    assert 'id="id_words"' in shown, "the summary's link has somewhere to go"


@pytest.mark.parametrize("press", [{"do": "put_off"}, {"do": "choose_when", "day": "2021-10-04"}])
def test_a_step_already_done_is_not_said_to_wait(press, way):
    client, step = signed_in(way.mette), way.step("proev-2")
    push(client, page_of(step), KEEP)
    shown = text_of(push(client, page_of(step), press, follow=True))
    assert "Skridtet er gjort." in shown
    assert "venter på dig" not in shown
    assert "aftalt" not in shown


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_a_colleague_a_leader_and_a_konsulent_meet_404(method, way):
    kim = add_seat(way, "Kim").person
    karen = person("Karen")
    give_role(karen, way.kommune, Role.CONSULTANT)
    for other in (person("Sofus"), kim, way.lene, karen):
        for button in ("", *BUTTONS.values()):
            address = page_of(way.step("proev-2")) + button
            assert getattr(signed_in(other), method)(address, KEEP if method == "post" else {}).status_code == 404
    assert StepText.objects.count() == 0


def test_a_visitor_is_sent_to_log_in(way, client):
    for button in ("", *BUTTONS.values()):
        assert client.get(page_of(way.step("proev-2")) + button).status_code == 302


def test_the_wrong_method_is_refused(way):
    assert signed_in(way.mette).put(page_of(way.step("proev-2"))).status_code == 405


def test_an_unknown_button_is_not_found_by_link_either(way):
    for page in (page_of(way.step("proev-2")), link_to(way.step("proev-2"), way.mette)):
        assert signed_in(way.mette).post(page + "noget/", KEEP).status_code == 404


@pytest.mark.parametrize("button", BUTTONS.values())
@pytest.mark.parametrize("by_link", [False, True])
def test_the_address_of_a_button_opened_without_a_press_is_the_page_and_does_nothing(button, by_link, way, client):
    step = way.step("proev-2")
    address, client = (link_to(step, way.mette), client) if by_link else (page_of(step), signed_in(way.mette))
    response = client.get(address + button)
    if by_link and button == BUTTONS["draft"]:
        assert response.status_code == 404, "a link saves no draft by itself"
    else:
        assert "Følg barnets spor" in text_of(response)
    left = way.step("proev-2")
    assert (left.is_done, left.is_waiting, left.chosen_on) == (False, False, None)


def test_a_press_on_a_page_drawn_again_by_a_button_goes_to_the_steps_own_page(way):
    own = page_of(way.step("proev-2"))
    again = {"Referer": f"http://testserver{own}{BUTTONS['keep']}"}
    assert push(signed_in(way.mette), own, KEEP, headers=again).url == own


def test_nothing_written_is_said_beside_the_field_and_what_was_chosen_stays(way):
    step = way.step("proev-2")
    response = push(signed_in(way.mette), page_of(step), {**KEEP, "words": " ", "situation": "legestue"})
    assert response.status_code == 422
    assert "Skriv en sætning" in text_of(response)
    assert 'value="legestue"' in text_of(response)
    assert text_of(response).count("checked") == 2


def test_a_dagplejer_who_shares_is_asked_and_loses_nothing(way):
    client, step = signed_in(way.mette), way.step("proev-2")
    response = push(client, page_of(step), {**KEEP, "audience": "cohort"})
    assert response.status_code == 422
    assert "Kan nogen i legestuen regne ud" in text_of(response)
    assert WORDS in text_of(response)
    answered = push(client, page_of(step), {**KEEP, "audience": "cohort", "nobody_recognisable": "on"})
    assert answered.status_code == 303
    assert StepText.objects.get().audience == Audience.COHORT


def test_a_cpr_number_is_refused_and_stays_in_the_field(way):
    response = push(signed_in(way.mette), page_of(way.step("proev-2")), {**KEEP, "words": "Barnet 010121-1234"})
    assert response.status_code == 422
    assert "ligner et CPR-nummer" in text_of(response)
    assert "Barnet 010121-1234" in text_of(response)


def test_what_is_typed_is_saved_and_comes_back(way):
    client, step = signed_in(way.mette), way.step("proev-2")
    typed = {"do": "draft", "words": "Jeg ven", "audience": "me"}
    saved = push(client, page_of(step), typed, headers={"HX-Request": "true"})
    assert "Gemt kl." in text_of(saved)
    assert "Jeg ven" in text_of(client.get(page_of(step)))
    assert not way.step("proev-2").is_done


@pytest.mark.parametrize(
    ("pressed", "said"),
    [
        ({"do": "put_off"}, "Skridtet venter på dig"),
        ({"do": "else", "words": "", "audience": "me"}, "Det tæller også"),
        ({"do": "choose_when", "day": "2021-10-01"}, "Så er det aftalt. Du får besked"),
    ],
)
def test_the_other_buttons(pressed, said, way):
    response = push(signed_in(way.mette), page_of(way.step("proev-2")), pressed, follow=True)
    assert said in text_of(response)


@pytest.mark.parametrize(
    ("do", "came_from", "goes_to"),
    [("keep", "/", "/"), ("keep", "own", "own"), ("put_off", "own", "/"), ("put_off", "/", "/")],
)
def test_a_press_goes_back_to_where_it_came_from(do, came_from, goes_to, way):
    own = page_of(way.step("proev-2"))
    referer = "http://testserver" + (own if came_from == "own" else came_from)
    response = push(signed_in(way.mette), own, {**KEEP, "do": do}, headers={"Referer": referer})
    assert response.url == (own if goes_to == "own" else goes_to)


def test_a_day_that_is_gone_is_refused_beside_its_field(way):
    response = push(signed_in(way.mette), page_of(way.step("proev-2")), {"do": "choose_when", "day": "2021-09-01"})
    assert response.status_code == 422
    assert "Dagen er gået" in text_of(response)
    assert 'id="id_day_error"' in text_of(response)


LATER = [{"do": "put_off"}, {"do": "choose_when", "day": "2021-10-01"}]


@pytest.mark.parametrize("by_link", [False, True])
@pytest.mark.parametrize("press", LATER)
def test_what_stood_in_the_box_is_a_draft_when_the_step_is_left_for_later(press, by_link, way, client):
    step = way.step("proev-2")
    address, client = (link_to(step, way.mette), client) if by_link else (page_of(step), signed_in(way.mette))
    box = {"words": WORDS, "audience": "cohort", "situation": "puslebord"}
    assert push(client, address, {**box, **press}).status_code == 303
    text = StepText.objects.get()
    assert (text.open_for(way.mette.as_actor()), text.finished_on, text.audience) == (WORDS, None, Audience.COHORT)
    left = way.step("proev-2")
    assert (left.is_done, left.situation) == (False, "puslebord")
    assert left.is_waiting or left.chosen_on
    shown = text_of(client.get(address))
    assert (WORDS in shown.partition("<textarea")[2].partition("</textarea>")[0]) is not by_link


@pytest.mark.parametrize("words", ["Barnet 010121-1234", "ord " * 3000])
@pytest.mark.parametrize("press", LATER)
def test_a_draft_that_may_not_be_kept_stays_in_the_box_with_the_reason_and_the_step_is_not_left(press, words, way):
    response = push(signed_in(way.mette), page_of(way.step("proev-2")), {"words": words, "audience": "me", **press})
    assert response.status_code == 422
    assert 'id="id_words_error"' in text_of(response)
    assert words in text_of(response)
    left = way.step("proev-2")
    assert (left.is_waiting, left.chosen_on) == (False, None)


@pytest.mark.parametrize("key", ["proev-2", "tal-med-leder"])
def test_return_in_the_days_field_saves_the_day_and_never_finishes_the_step(key, way):
    page = text_of(signed_in(way.mette).get(page_of(way.step(key))))
    assert BUTTONS["choose_when"] in first_button_by('name="day"', page)


def test_return_in_the_field_of_the_answer_gives_the_answer(way):
    page = text_of(signed_in(way.mette).get(page_of(way.step("tal-med-leder"))))
    assert "formaction" not in first_button_by('name="on"', page), "the form's own address: »Færdig«"
    assert f'action="{page_of(way.step("tal-med-leder"))}{BUTTONS["keep"]}"' in page


def first_button_by(field, page):
    form = page[page.rindex("<form", 0, page.index(field)) :]
    return form[form.index("<button") : form.index("</button>")]


def test_a_day_that_is_refused_takes_no_words(way):
    press = {"do": "choose_when", "day": "2021-09-01", "words": WORDS, "audience": "me"}
    assert WORDS in text_of(push(signed_in(way.mette), page_of(way.step("proev-2")), press))


@pytest.mark.parametrize("press", LATER)
def test_an_empty_box_or_none_takes_no_draft_away(press, way):
    step, mette = way.step("proev-2"), way.mette.as_actor()
    actions.write_draft(step, WORDS, actor=mette)
    for box in ({}, {"words": "", "audience": "me"}):
        assert push(signed_in(way.mette), page_of(step), {**press, **box}).status_code == 303
    assert StepText.objects.get().open_for(mette) == WORDS


@pytest.mark.parametrize("press", LATER)
def test_words_left_on_a_step_done_meanwhile_are_given_back(press, way):
    client, step = signed_in(way.mette), way.step("proev-2")
    push(client, page_of(step), KEEP)
    assert push(client, page_of(step), {**KEEP, **press}).status_code == 303
    refused = push(client, page_of(step), {**KEEP, **press, "words": "Noget helt andet."})
    assert refused.status_code == 422
    assert "Skridtet blev gjort i mellemtiden" in text_of(refused)
    assert "Noget helt andet." in text_of(refused)


@pytest.mark.parametrize("do", ["put_off", "else"])
def test_half_a_day_stops_nobody_who_waits_or_does_something_else(do, way):
    response = push(signed_in(way.mette), page_of(way.step("tal-med-leder")), {"do": do, "on": "32.13"})
    assert response.status_code == 303


@pytest.mark.parametrize("audience", ["cohort", "me"])
def test_whoever_does_something_else_is_never_asked_about_readers_and_writes_for_themselves(audience, way):
    press = {"do": "else", "words": WORDS, "audience": audience}
    assert push(signed_in(way.mette), page_of(way.step("proev-2")), press).status_code == 303
    text = StepText.objects.get()
    assert (text.audience, text.finished_on) == (Audience.ME, IN_SPLIT_2)


def test_a_step_is_taken_up_again(way):
    client, step = signed_in(way.mette), way.step("proev-2")
    push(client, page_of(step), KEEP)
    shown = text_of(push(client, page_of(step), {"do": "reopen"}, follow=True))
    assert "Færdig" in shown
    assert WORDS in shown
    assert "Skridtet er taget op igen. Det, du skrev, er nu kun dit." in shown


def test_a_colleague_who_takes_it_up_again_is_told_whose_words_stand(way):
    kim = add_seat(way, "Kim").person
    step = way.step("gruppe-under")
    push(signed_in(way.mette), page_of(step), {**KEEP, "audience": "colleagues", "nobody_recognisable": "on"})
    shown = text_of(push(signed_in(kim), page_of(step), {"do": "reopen"}, follow=True))
    assert "Skridtet er taget op igen. Det, Mette har delt, bliver stående." in shown
    assert "er nu kun dit" not in shown


@pytest.mark.parametrize(
    ("audience", "said"), [("me", "Kun dig"), ("colleagues", "Kun dig, indtil du trykker Færdig. Så: ")]
)
def test_beside_the_field_stands_who_reads_it_then(audience, said, way):
    nothing = {**KEEP, "words": "", "audience": audience}
    page = text_of(push(signed_in(way.mette), page_of(way.step("proev-2")), nothing))
    shown = re.findall(r'class="reads reads-(\w+)">(.*?)</span>', page)
    assert [(name, words[: len(said)]) for name, words in shown] == [(audience, said)]


def test_a_step_that_fell_away_says_so(way):
    step = way.step("proev-2")
    Step.objects.filter(pk=step.pk).update(withdrawn_on=IN_SPLIT_2)
    client = signed_in(way.mette)
    assert "faldet væk" in text_of(client.get(page_of(step)))
    assert "faldet væk" in text_of(push(client, page_of(step), KEEP, follow=True))
    assert StepText.objects.count() == 0


@pytest.mark.parametrize("by_link", [False, True])
def test_a_step_that_lies_ahead_is_read_and_says_when_it_can_be_done(by_link, way, client):
    check_in = way.step("tjek-1")
    address = link_to(check_in, way.mette) if by_link else page_of(check_in)
    client = client if by_link else signed_in(way.mette)
    shown = text_of(client.get(address))
    assert "Det her skridt kommer mandag den 3. januar 2022. Du kan gøre det fra mandag den 13. december." in shown
    assert check_in.words.text in shown
    assert not any(button in shown for button in [*check_in.words.choices, "Ikke i dag", "Hvornår passer det dig?"])
    answer = push(client, address, {"answer": "Nogle gange"}, follow=True)
    assert "Det her skridt kommer" in text_of(answer)
    assert not way.step("tjek-1").is_done


def test_a_leader_answers_with_one_press(way):
    step = way.step("leder-spoerg-2")
    client = signed_in(way.lene)
    assert "Det handler om Mette." in text_of(client.get(page_of(step)))
    push(client, page_of(step), {"answer": "Vi har talt om det"})
    assert way.step("leder-spoerg-2").answer == "Vi har talt om det"


def test_ikke_endnu_is_no_answer_by_the_mails_link_either(way, client):
    """The same press on the leader's home and on the step's page: it waits, and nobody is counted as asked."""
    step = way.step("leder-spoerg-2")
    path = link_to(step, way.lene)
    page = text_of(client.get(path))
    assert re.findall(r'name="answer" value="([^"]*)"', page) == ["Vi har talt om det", "Jeg har set det"]
    assert page.count("Ikke endnu") == page.count(f'formaction="{path}{BUTTONS["put_off"]}"') == 1
    assert push(client, path, {"answer": "Ikke endnu"}).status_code == 422
    assert push(client, path, {"do": "put_off"}).status_code == 303
    step = way.step("leder-spoerg-2")
    assert (step.is_done, step.is_waiting) == (False, True)
    assert not Step.objects.filter(done_on__isnull=False).exists()


# By link


def test_a_link_opens_the_step_and_keeps_it_without_logging_in(way, client):
    path = link_to(way.step("proev-2"), way.mette)
    assert "Følg barnets spor" in text_of(client.get(path))
    assert push(client, path, KEEP).status_code == 303
    assert way.step("proev-2").done_by == way.mette


def test_a_link_used_again_shows_that_it_is_done_and_no_words(way, client):
    """A mail is forwarded: »Kun dig« must stay true for whoever has the link then."""
    path = link_to(way.step("proev-2"), way.mette)
    push(client, path, KEEP)
    again = text_of(client.get(path))
    assert "Gjort onsdag den 29. september" in again
    assert "Et personligt link til Mette Holm" in again
    assert WORDS not in again
    assert f'href="{page_of(way.step("proev-2"))}"' in again
    assert not any(told in again for told in ("Det læser", "Lene", way.step("laes-3").words.title))
    for post in ({**KEEP, "words": "Noget andet"}, {"do": "reopen"}):
        push(client, path, post)
        assert StepText.objects.get().open_for(way.mette.as_actor()) == WORDS
        assert way.step("proev-2").is_done


NEW = "Jeg prøvede en anden dag."


@pytest.fixture
def kept(way) -> StepText:
    """A draft that saved itself while Mette was signed in."""
    push(signed_in(way.mette), page_of(way.step("proev-2")), {"do": "draft", "words": WORDS, "audience": "cohort"})
    return StepText.objects.get()


def words_of(way) -> str:
    return StepText.objects.get().open_for(way.mette.as_actor())


@pytest.mark.parametrize("by", ["a scanner", "a colleague", "Mette"])
def test_a_link_shows_no_draft_whoever_opens_it(by, way, kept, client):
    if by != "a scanner":
        client = signed_in(way.mette if by == "Mette" else person("Kim"))
    shown = text_of(client.get(link_to(way.step("proev-2"), way.mette)))
    assert WORDS not in shown
    assert "Du har skrevet her før." in shown
    assert not any(told in shown for told in ("Gemt kl.", "kladde/"))
    assert 'value="cohort" checked' not in shown, "nor whom the words are for"


def test_words_by_a_link_are_added_to_those_kept_and_nothing_is_shared_unseen(way, kept, client):
    path = link_to(way.step("proev-2"), way.mette)
    for _twice in range(2):
        said = push(client, path, {"words": NEW, "audience": "cohort"}, follow=True)
        assert "Log ind for at læse det igennem og trykke Færdig." in text_of(said)
        assert not any(words in text_of(said) for words in (WORDS, NEW))
    text = StepText.objects.get()
    assert (words_of(way), text.finished_on, way.step("proev-2").is_done) == (f"{WORDS}\n\n{NEW}", None, False)


@pytest.mark.parametrize("press", ["put_off", "else"])
def test_leaving_a_step_by_its_link_writes_over_no_words(press, way, kept, client):
    path = link_to(way.step("proev-2"), way.mette)
    push(client, path, {"do": press, "words": NEW, "audience": "cohort"})
    assert words_of(way) == f"{WORDS}\n\n{NEW}"
    push(client, path, {"do": "put_off", "words": "", "audience": "me"})
    assert words_of(way) == f"{WORDS}\n\n{NEW}"
    text = StepText.objects.get()
    assert text.finished_on is None or text.audience == Audience.ME


def test_finished_twice_by_link_is_finished_once(way, client):
    path = link_to(way.step("proev-2"), way.mette)
    assert [push(client, path, KEEP).status_code for _twice in range(2)] == [303, 303]
    assert words_of(way) == WORDS


def test_a_mail_scanner_that_opens_the_link_does_nothing(way, client):
    path = link_to(way.step("proev-2"), way.mette)
    lines = AuditLine.objects.count()
    for _time in range(3):
        client.get(path)
        client.head(path)
    assert not way.step("proev-2").is_done
    assert AuditLine.objects.count() == lines


def test_a_leaders_link_is_one_tap(way, client):
    step = way.step("leder-spoerg-2")
    push(client, link_to(step, way.lene), {"answer": "Jeg har set det"})
    assert way.step("leder-spoerg-2").answer == "Jeg har set det"


# The way


def test_the_way_shows_the_picture_and_every_step(way):
    shown = text_of(signed_in(way.mette).get(reverse("journey:way_show", args=[way.seat.pk])))
    assert shown.count('<svg class="arc-svg"') == 1
    assert "Dag 2, mandag den 20. september." in shown
    assert "style=" not in shown
    for step in Step.objects.of_seat(way.seat):
        assert page_of(step) in shown


def test_a_way_is_its_persons_alone(way):
    kim = add_seat(way, "Kim").person
    for other in (kim, way.lene, person("Sofus")):
        assert signed_in(other).get(reverse("journey:way_show", args=[way.seat.pk])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_way_costs_as_many_queries_whatever_the_cohort(rows, way, django_assert_num_queries):
    for number in range(rows - 1):
        add_seat(way, f"Kim{number}")
    client = signed_in(way.mette)
    with django_assert_num_queries(QUERIES_OF_A_WAY):
        assert client.get(reverse("journey:way_show", args=[way.seat.pk])).status_code == 200


QUERIES_OF_A_WAY = 18


def test_one_chooses_who_asks(way):
    bodil = person("Bodil")
    give_function(bodil, way.group, FunctionKind.SUPPORT)
    address = reverse("journey:asker_choose", args=[way.seat.pk])
    client = signed_in(way.mette)
    assert "Bodil Holm" in text_of(client.get(address))
    assert client.post(address, {"person": bodil.pk}).status_code == 303
    assert Asker.objects.get().person == bodil
    assert client.post(address, {"person": person("Sofus").pk}).status_code == 422
    assert signed_in(way.lene).get(address).status_code == 404


@pytest.mark.parametrize("leader", ["with tilsyn", "none"])
def test_who_asks_says_why_it_is_not_the_leader(leader, way):
    if leader == "none":
        way.lene.leaderships.all().delete()
    else:
        give_function(way.lene, way.group, FunctionKind.SUPERVISION)
    reasons = ["Din leder har også tilsyn hos jer", "Ingen er registreret som din leder lige nu."]
    for address in ("journey:way_show", "journey:asker_choose"):
        shown = text_of(signed_in(way.mette).get(reverse(address, args=[way.seat.pk])))
        assert [reason in shown for reason in reasons] == [leader == "with tilsyn", leader == "none"]


def test_when_the_one_chosen_has_left_every_page_of_ones_own_says_so_and_asks_for_another(way):
    bodil = person("Bodil")
    function = give_function(bodil, way.group, FunctionKind.SUPPORT)
    actions.choose_asker(way.seat, bodil, actor=way.mette.as_actor())
    client = signed_in(way.mette)
    address = reverse("journey:asker_choose", args=[way.seat.pk])
    pages = ["/", reverse("journey:way_show", args=[way.seat.pk]), address]
    gone = "Bodil kan ikke spørge ind mere. Vælg, hvem der skal."
    assert [gone in text_of(client.get(url)) for url in pages] == [False] * 3
    function.to_on = date(2021, 5, 2)
    function.save()
    assert [gone in text_of(client.get(url)) for url in pages] == [True] * 3
    assert "Dig, og lige nu ingen andre" in text_of(client.get(page_of(way.step("proev-2"))))
    client.post(address, {"person": ""})
    assert gone not in text_of(client.get("/"))


# Texts


@pytest.mark.parametrize("rows", [1, 3])
def test_ones_own_texts_cost_as_many_queries_whatever_their_number(rows, way, django_assert_num_queries):
    for key in ("proev-1", "proev-2", "proev-3")[:rows]:
        StepTextFactory(step=way.step(key), author=way.mette, audience=Audience.LEADER)
    client = signed_in(way.mette)
    with django_assert_num_queries(17):
        shown = text_of(client.get(reverse("journey:text_list")))
    assert shown.count("Dig og Lene") == rows


def test_one_changes_who_reads(way):
    text = StepTextFactory(step=way.step("proev-1"), author=way.mette, words=WORDS)
    client, share = signed_in(way.mette), reverse("journey:text_share", args=[text.pk])
    assert client.post(share, {"audience": "house"}).status_code == 422
    answered = client.post(share, {"audience": "house", "nobody_recognisable": "on"}, follow=True)
    assert "Kollegerne i Solsikken, alle jeres ledere, fyrtårnet og anden faglig støtte" in text_of(answered)


def test_deleting_asks_once_and_then_is_at_once(way):
    text = StepTextFactory(step=way.step("proev-1"), author=way.mette, words=WORDS)
    client, delete = signed_in(way.mette), reverse("journey:text_delete", args=[text.pk])
    asked = text_of(client.get(delete))
    assert "Vil du slette teksten?" in asked
    assert WORDS in asked
    assert StepText.objects.count() == 1
    assert "Teksten er slettet." in text_of(client.post(delete, follow=True))
    assert not StepText.objects.exists()


def test_deleted_again_from_the_back_button_or_another_tab_it_says_so_to_its_writer_alone(way):
    text = StepTextFactory(step=way.step("proev-1"), author=way.mette)
    client, delete = signed_in(way.mette), reverse("journey:text_delete", args=[text.pk])
    strangers = [signed_in(way.lene), signed_in(person("Sofus"))]
    for press in (client.get, client.post):
        assert [getattr(other, press.__name__)(delete).status_code for other in strangers] == [404, 404]
    client.post(delete)
    for press in (client.get, client.post):
        assert "Teksten er allerede slettet." in text_of(press(delete, follow=True))
        assert [getattr(other, press.__name__)(delete).status_code for other in strangers] == [404, 404]
    assert AuditLine.objects.whats().count("texts.text_erased") == 1
    assert WORDS not in " ".join(AuditLine.objects.values_list("detail", flat=True))


def test_another_can_not_open_ones_text(way):
    text = StepTextFactory(step=way.step("proev-1"), author=way.mette, audience=Audience.LEADER)
    for other in (way.lene, person("Sofus")):
        assert signed_in(other).get(reverse("journey:text_share", args=[text.pk])).status_code == 404


def test_the_cohort_reads_what_is_shared_and_the_reading_is_noted(way):
    kim = add_seat(way, "Kim").person
    StepTextFactory(step=way.step("proev-1"), author=way.mette, audience=Audience.COHORT, words=WORDS)
    StepTextFactory(step=way.step("proev-2"), author=way.mette, audience=Audience.ME, words="Hemmeligt")
    shown = text_of(signed_in(kim).get(reverse("journey:cohort_texts", args=[way.cohort.pk])))
    assert WORDS in shown
    assert "Hemmeligt" not in shown
    assert ReadingLine.objects.get().owner_number == way.mette.pk
    for other in (way.lene, person("Sofus")):
        assert signed_in(other).get(reverse("journey:cohort_texts", args=[way.cohort.pk])).status_code == 404


def test_a_page_only_asked_about_has_been_read_by_nobody(way):
    kim = add_seat(way, "Kim").person
    StepTextFactory(step=way.step("proev-1"), author=way.mette, audience=Audience.COHORT, words=WORDS)
    assert signed_in(kim).head(reverse("journey:cohort_texts", args=[way.cohort.pk])).status_code == 200
    assert not ReadingLine.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_shared_texts_cost_as_many_queries_whatever_their_number(rows, way, django_assert_num_queries):
    for key in ("proev-1", "proev-2", "proev-3")[:rows]:
        StepTextFactory(step=way.step(key), author=way.mette, audience=Audience.HOUSE)
    client = signed_in(way.lene)
    with django_assert_num_queries(QUERIES_OF_A_HOUSE):
        shown = text_of(client.get(reverse("journey:house_texts", args=[way.group.pk])))
    assert shown.count('class="words"') == rows


QUERIES_OF_A_HOUSE = 18


def test_tilsyn_reads_nothing_in_the_house_and_is_told_why(way):
    StepTextFactory(step=way.step("proev-1"), author=way.mette, audience=Audience.HOUSE, words=WORDS)
    give_function(way.lene, way.group, FunctionKind.SUPERVISION)
    shown = text_of(signed_in(way.lene).get(reverse("journey:house_texts", args=[way.group.pk])))
    assert WORDS not in shown
    assert "Du har tilsyn her" in shown
    assert ReadingLine.objects.count() == 0


def test_a_stranger_to_the_house_meets_404(way):
    elsewhere = unit(way.kommune, "Mælkevejen")
    kim = add_seat(way, "Kim", place=elsewhere).person
    karen = person("Karen")
    give_role(karen, way.kommune, Role.CONSULTANT)
    for other in (kim, karen, person("Sofus")):
        assert signed_in(other).get(reverse("journey:house_texts", args=[way.group.pk])).status_code == 404


def test_an_assistant_is_not_asked_the_dagplejers_question(on_date):
    way = a_way(job=JobCategory.ASSISTANT)
    on_date(IN_SPLIT_2)
    assert "regne ud" not in text_of(signed_in(way.mette).get(page_of(way.step("proev-2"))))
    actions.do_step(way.step("proev-2"), words=WORDS, audience=Audience.COHORT, actor=way.mette.as_actor())


def test_a_link_from_before_the_leadership_ended_shows_nothing_of_whom_it_is_about(client, way):
    url = link_to(way.step("leder-spoerg-1"), way.lene)
    assert "Det handler om Mette." in client.get(url).content.decode()
    way.lene.leaderships.update(to_on=date(2021, 5, 2))
    page = client.get(url).content.decode()
    assert "Skridtet er en andens." in page
    assert "Mette" not in page
