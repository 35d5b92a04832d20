"""Combinations of settings that are refused or warned of, each with a sentence that says what to set."""

import os
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from cryptography.fernet import Fernet
from django.apps import apps
from django.conf import settings
from django.core import checks
from django.http.request import validate_host
from django.utils.module_loading import import_string

from rodfaest.kernel import access

SERVING = "rodfaest-serving"
"""The tag of what only a serving house must have: asked by `rodfaest serve`, not by every command."""

Messages = list[checks.CheckMessage]


def _here(address: str) -> bool:
    """Whether an address is this machine's own."""
    return urlsplit(address).hostname in ("localhost", "127.0.0.1", "::1")


def keys_beside_the_data() -> Iterator[tuple[str, str]]:
    """Where real people are met, the key of their texts should not lie in the folder of the database and its backup."""
    if not settings.HTTPS or os.environ.get("TEXT_KEYS"):
        return
    lies_at = Path(os.environ.get("TEXT_KEYS_FILE") or settings.DATA / "text_keys.txt").resolve()
    if lies_at.is_relative_to(settings.DATA):
        yield (
            "text_keys_beside",
            "Nøglen til de private tekster ligger i datamappen ved siden af databasen: flyt den, og sæt "
            "TEXT_KEYS_FILE (docs/settings.md).",
        )


def _refusing(
    sentences: Callable[[], Iterator[tuple[str, str]]], said: type[checks.Error | checks.Warning] = checks.Error
) -> Callable[..., Messages]:
    """Each (id, sentence) as one of Django's errors, or as a warning, which stops nothing."""

    def check(app_configs: Any = None, **kwargs: Any) -> Messages:
        return [said(sentence, id=f"rodfaest.{name}") for name, sentence in sentences()]

    return check


ADDRESSES = {
    "DATABASE_URL": (
        ("sqlite", "postgres", "postgresql", "psql", "pgsql"),
        "sqlite:////sti/db.sqlite3 eller postgres://bruger:kode@server:5432/database",
    ),
    "EMAIL_URL": (
        ("smtp", "smtp+tls", "smtp+ssl"),
        "smtp://bruger:kode@mailserver:25, smtp+tls://… (STARTTLS) eller smtp+ssl://… (TLS fra begyndelsen)",
    ),
}
"""The schemes each may have, and what it looks like."""


def unreadable_addresses() -> Iterator[tuple[str, str]]:
    """Addresses that can't be used. `rodfaest` checks them before anything else: nothing works without them."""
    env = environ.FileAwareEnv()
    for name, (schemes, example) in ADDRESSES.items():
        try:
            given = env.ENVIRON.get(name)
        except OSError:
            yield name.lower(), f"{name}_FILE peger på en fil, der ikke kan læses."
            continue
        if given is None or (name == "EMAIL_URL" and not given):
            continue
        if not _leads_somewhere(given, schemes):
            yield name.lower(), f"{name} kan ikke bruges: skriv den som {example}."


def _leads_somewhere(given: str, schemes: Collection[str]) -> bool:
    try:
        address = urlsplit(given)
        _port = address.port  # raises where it is no number
    except ValueError:
        return False
    return address.scheme in schemes and bool(address.hostname or not address.scheme.startswith("smtp"))


def unsafe_demo() -> Iterator[tuple[str, str]]:
    """The demo lets anybody step in as anybody: never where real people could meet it, never with real mail."""
    if not settings.DEMO:
        return
    if settings.HTTPS or not _here(settings.BASE_URL):
        yield "demo_outside", "Demoen kører kun på din egen maskine: slå RODFAEST_DEMO fra, eller fjern BASE_URL."
    if settings.EMAIL_URL and not _here(settings.EMAIL_URL):
        yield "demo_mail", "Demoen må ikke sende rigtige mails: fjern EMAIL_URL, eller slå RODFAEST_DEMO fra."


def unfit_to_serve() -> Iterator[tuple[str, str]]:
    """What must be there before the first page is served."""
    if str(settings.SECRET_KEY).startswith("unsafe-"):
        yield "secret_key", "SECRET_KEY mangler: sæt den, eller start med `rodfaest serve`, som selv laver en."
    if not settings.TEXT_KEYS:
        yield "text_keys", "TEXT_KEYS mangler: sæt den, eller start med `rodfaest serve`, som selv laver en."
    else:
        try:
            for key in settings.TEXT_KEYS.split(","):
                Fernet(key.strip())
        except ValueError:
            yield "text_keys_form", "TEXT_KEYS skal være Fernet-nøgler med komma imellem, den nyeste først."
    host = urlsplit(settings.BASE_URL).hostname
    if not host:
        yield "base_url", "BASE_URL kan ikke bruges: skriv den som https://rodfaest.kommune.dk."
    elif not validate_host(host, settings.ALLOWED_HOSTS):
        yield (
            "allowed_hosts",
            f"ALLOWED_HOSTS mangler {host} fra BASE_URL, så ingen sider kan vises: sæt den til {host}.",
        )
    if not settings.DEMO and not settings.EMAIL_URL:
        yield (
            "email_url",
            "EMAIL_URL mangler, så ingen breve kan sendes: sæt den, fx smtp://bruger:kode@mailserver:25, "
            "eller se demoen med --demo during.",
        )


def models_and_their_rules() -> Iterator[tuple[str, str]]:
    """Every model of ours has a rule for who sees its rows, or is never listed; no rule names a model that is gone."""
    ours = {one._meta.label for one in apps.get_models() if one.__module__.startswith("rodfaest.")}
    texts = {one._meta.label for one in apps.get_models() if hasattr(one, "open_for")}
    of_sets = {".".join(name.split(".")[:2]) for name in access.SETS} | set(access.UNLISTED)
    for label in sorted(ours - set(access.SETS) - set(access.UNLISTED)):
        yield "model_without_rule", f"{label}: say in permissions who sees it (`visible`), or that nobody lists it."
    for label in sorted((texts & ours) - set(access.READERS)):
        yield "text_without_reader", f"{label}: say in permissions who reads it (`readable`)."
    for label in sorted((of_sets | set(access.READERS)) - {one._meta.label for one in apps.get_models()}):
        yield "rule_without_model", f"{label}: there is a rule in permissions, and no such model."
    for name, pair in access.PAIRS.items():
        if pair.set_of not in access.SETS:
            yield "pair_without_set", f"{name}: no set is called {pair.set_of}."


def links_and_their_pages() -> Iterator[tuple[str, str]]:
    """Every verb a personal link may carry is a permission, and its page is there."""
    for verb, dotted in import_string(settings.LINK_PAGES).items():
        if verb not in access.PERMISSIONS:
            yield "link_without_rule", f"{verb}: config.wiring.LINK_PAGES has it, and no permission is called so."
        try:
            import_string(dotted)
        except ImportError:
            yield "link_without_page", f"{verb}: there is no {dotted} (config.wiring.LINK_PAGES)."


checks.register(_refusing(models_and_their_rules), checks.Tags.models)
checks.register(_refusing(links_and_their_pages), checks.Tags.urls)
checks.register(_refusing(unsafe_demo), checks.Tags.security)
checks.register(_refusing(unfit_to_serve), SERVING, deploy=True)
checks.register(_refusing(keys_beside_the_data, checks.Warning), SERVING, deploy=True)
