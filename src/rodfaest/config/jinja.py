"""The template environment: strict about names, with the few globals and filters every page may use."""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import django.forms
from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from rodfaest.config import menu
from rodfaest.kernel import access
from rodfaest.kernel import time as kernel_time
from rodfaest.kernel.access import Decision
from rodfaest.kernel.actors import Actor, Visitor
from rodfaest.kernel.text import counted, decimal_comma, listed, owned
from rodfaest.login import sessions
from rodfaest.ui.pages import Page, block, written_by

COMPONENTS = Path(__file__).resolve().parents[1] / "ui/jinja2/ui/components"


def environment(**options: Any) -> Environment:
    """What settings.TEMPLATES names. Django's own widget templates stand behind ours."""
    options["loader"] = ChoiceLoader(
        [options["loader"], FileSystemLoader(Path(django.forms.__file__).parent / "jinja2")]
    )
    options["undefined"] = StrictUndefined
    options["autoescape"] = is_markup
    env = Environment(trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n", "jinja2.ext.do"], **options)
    env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]  # the i18n extension adds it
    env.globals |= {
        "may": may,
        "draw": draw,
        "actor_of": actor_of,
        "url": url,
        "url_if_there": url_if_there,
        "static": static,
        "menu": menu_entries,
        "footer_links": footer_links,
        "demo_banner": demo_banner,
        "session_ends": session_ends,
        "csrf_token_of": get_token,
        "written_by": written_by,
        "notes_of": notes_of,
        "today": kernel_time.today,
    }
    env.filters |= {
        "long_date": kernel_time.long_date,
        "short_date": kernel_time.short_date,
        "clock": clock,
        "how_far": how_far,
        "week_of": kernel_time.week_of,
        "decimal_comma": decimal_comma,
        "listed": listed,
        "counted": counted,
        "owned": owned,
    }
    env.globals["ui"] = _components(env)
    return env


def is_markup(name: str | None) -> bool:
    """Whether a template writes HTML, which is escaped; a text mail is not."""
    return not (name or "").endswith(".txt")


def _components(env: Environment) -> SimpleNamespace:
    """Every macro of ui/components under the one name `ui`, so that a block drawn alone has them too."""
    macros: dict[str, Any] = {}
    for path in sorted(COMPONENTS.glob("*.html")):
        module = env.get_template(f"ui/components/{path.name}").module
        macros |= {name: macro for name, macro in vars(module).items() if not name.startswith("_")}
    return SimpleNamespace(**macros)


# Globals


def actor_of(request: HttpRequest) -> Actor:
    """Who acts; a visitor where the request never came as far as being asked (an error page)."""
    return getattr(request, "actor", None) or Visitor()


@pass_context
def may(context: Context, name: str, obj: Any = None) -> Decision:
    """`may("enrolment.answer_wish", wish)` asks as whoever acts. In a page only: a macro sees no request."""
    return access.may(context["request"].actor, name, obj)


@pass_context
def draw(context: Context, part: Page) -> Markup:
    """A part of the page, by its own template."""
    return Markup(block(context["request"], part))


def url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)


def url_if_there(name: str, *args: Any) -> str:
    """The address, or nothing where no such page exists."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@pass_context
def menu_entries(context: Context) -> Sequence[SimpleNamespace]:
    return _shown(menu.MENU, context["request"])


@pass_context
def footer_links(context: Context) -> Sequence[SimpleNamespace]:
    return _shown(menu.FOOTER, context["request"])


def _shown(entries: Sequence[menu.Entry], request: HttpRequest) -> Sequence[SimpleNamespace]:
    actor = actor_of(request)
    links = [(entry.label, url_if_there(entry.url_name)) for entry in entries if entry.shown(actor)]
    return [SimpleNamespace(label=label, href=href, current=href == request.path) for label, href in links if href]


@pass_context
def demo_banner(context: Context) -> Markup:
    """The line at the top of every page, if any (the demo's): settings.PAGE_BANNER names a `(request) -> Markup`."""
    banner = getattr(settings, "PAGE_BANNER", "")
    return Markup(import_string(banner)(context["request"])) if banner else Markup("")


@pass_context
def session_ends(context: Context) -> sessions.Ends | None:
    """When the session ends of somebody who is to be warned of it."""
    return sessions.ends(context["request"])


def notes_of(request: HttpRequest) -> list[tuple[str, str]]:
    """The sentences waiting for this person, each with its kind. Asking takes them."""
    return [(note.level_tag, str(note)) for note in get_messages(request)]


# Filters


def clock(moment: time | datetime) -> str:
    """A time of day as one says it: 9.00. An instant is said in Danish time."""
    if isinstance(moment, datetime):
        moment = moment.astimezone(kernel_time.COPENHAGEN).time()
    return kernel_time.clock(moment)


def how_far(day: date) -> str:
    """How far away a day is, seen from today."""
    return kernel_time.how_far(day, seen_from=kernel_time.today())
