"""A template is drawn with a `Page`, whose fields are the names it asks for: none lacking, none for nothing."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module
from typing import get_type_hints

import pytest

from rodfaest.ui.pages import Page
from tests.architecture.contexts import attributes_read, has, names_asked, names_asked_as_a_shelf, parts, shelves
from tests.architecture.house import HOUSE, sources

GIVEN = {"request", "csrf_token", "csrf_input"}
"""What every template is handed beside its Page, by Django and by `ui.pages`."""

READ_BY_PAGE = {"form"}
"""`ui.pages.page` reads it too, for the answer's status."""

DRAWN_BY_OTHERS = {
    "429.html": set(),
    "ui/forms/field.html": {"field"},
    "ui/forms/form.html": {"form", "fields", "hidden_fields"},
    "account/confirm_login_code.html": {"can_resend", "email", "form", "phone", "redirect_field"},
    "account/logout.html": set(),
    "account/request_login_code.html": {"form", "redirect_field"},
    "mfa/authenticate.html": {"form", "js_data", "webauthn_form"},
    "mfa/index.html": {"authenticators", "is_mfa_enabled"},
    "mfa/reauthenticate.html": {"form", "reauthentication_alternatives", "redirect_field"},
    "mfa/recovery_codes/generate.html": {"form", "unused_code_count"},
    "mfa/recovery_codes/index.html": {"unused_codes"},
    "mfa/totp/activate_form.html": {"form", "totp_svg_data_uri", "totp_url"},
    "mfa/totp/deactivate_form.html": {"form"},
    "mfa/webauthn/add_form.html": {"form", "js_data"},
    "mfa/webauthn/authenticator_confirm_delete.html": {"authenticator"},
    "mfa/webauthn/authenticator_list.html": {"authenticators"},
    "mfa/webauthn/reauthenticate.html": {"form", "js_data", "reauthentication_alternatives", "redirect_field"},
}
"""Templates that Django or allauth draws, with what it hands over."""


def _pages(of: type[Page] = Page) -> Iterator[type[Page]]:
    for kind in of.__subclasses__():
        yield kind
        yield from _pages(kind)


def _every_page() -> list[type[Page]]:
    for source in sources():
        if "Page" in source.text:
            import_module(source.dotted)
    return [kind for kind in _pages() if kind.__module__.startswith("rodfaest.") and hasattr(kind, "template")]


PAGES = _every_page()
TYPED = {kind.template for kind in PAGES}
TEMPLATES = {
    str(path.relative_to(HOUSE).relative_to(*path.relative_to(HOUSE).parts[:1], "jinja2"))
    for path in HOUSE.glob("*/jinja2/**/*")
    if path.is_file()
}


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_a_page_hands_its_template_what_it_asks_for(kind):
    assert is_dataclass(kind)
    assert kind.__dataclass_params__.frozen
    has, asked = {field.name for field in fields(kind)}, names_asked(kind.template, kind.block) - GIVEN
    assert not asked - has, f"{kind.template} asks for what {kind.__name__} does not have: {sorted(asked - has)}"
    idle = has - asked - READ_BY_PAGE
    assert not idle, f"{kind.__name__} holds what {kind.template} does not ask for: {sorted(idle)}"


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_what_a_template_reads_of_a_name_is_there(kind):
    for read, of in attributes_read(kind.template, get_type_hints(kind)):
        assert has(of, read.attr), f"{kind.template}:{read.lineno} reads .{read.attr} of {read.node.name}, a {of}"


@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_a_shelf_of_macros_asks_for_no_page(template):
    for shelf in shelves(template):
        asked = names_asked_as_a_shelf(shelf)
        assert not asked, f"{template} imports {shelf}, where a macro asks for {sorted(asked)}: hand it over"


@pytest.mark.parametrize(("template", "given"), DRAWN_BY_OTHERS.items())
def test_a_template_others_draw_asks_for_what_they_give(template, given):
    assert names_asked(template) - GIVEN == given


def test_every_template_has_a_page():
    inner = {part for template in TEMPLATES for part in parts(template)}
    inner |= {name for name in TEMPLATES if name.startswith("ui/components/")}
    silent = TEMPLATES - TYPED - inner - DRAWN_BY_OTHERS.keys()
    assert not silent, f"write a Page for each of {sorted(silent)}"


def test_a_name_that_is_missing_is_found():
    """The names of a page: what it sets itself is not asked for, nor what one branch sets for itself."""
    assert names_asked("ui/errors/refused.html") - GIVEN == {"sentence"}
    assert names_asked("ui/messages.html", "notes") == {"notes"}
