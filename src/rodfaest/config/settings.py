"""
One file of settings, read from the environment alone; safe as they stand.

A secret NAME may lie in a file named by NAME_FILE. docs/settings.md lists every name (generated).
"""

# ruff: noqa: E402
import sys

import pysqlite3

# Debian 12's SQLite 3.40 can corrupt a WAL database with several connections; this one has the fix.
sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

from operator import attrgetter
from pathlib import Path

import environ
from csp.constants import NONE, SELF

env = environ.FileAwareEnv()

CHECKOUT = Path(__file__).resolve().parents[3]
DATA = Path(env.str("RODFAEST_DATA", str(CHECKOUT / "var")) or CHECKOUT / "var").resolve()
DEMO = env.bool("RODFAEST_DEMO", False)
"""Whether the demo is there: made-up people, a moved date, the page that steps in as a role, /dev/mail."""


def _secret(name: str) -> str:
    """A secret from the environment, else from the data folder, where `rodfaest serve` lays it the first time."""
    file_of_it = DATA / f"{name.lower()}.txt"
    return env.str(name, "") or (file_of_it.read_text().strip() if file_of_it.exists() else "")


SECRET_KEY = _secret("SECRET_KEY") or "unsafe-until-rodfaest-serve-has-made-one"
TEXT_KEYS = _secret("TEXT_KEYS")
"""
Keys of the private texts and the second factors, newest first, comma between (Fernet). Never in the database or an
export; until TEXT_KEYS_FILE names another place, the one `rodfaest serve` makes lies in the data folder beside SQLite.
"""

BASE_URL = env.str("BASE_URL", "http://localhost:8000").rstrip("/")
HTTPS = BASE_URL.startswith("https://")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DEBUG = False

# The house

FEATURES = [
    "rodfaest.audit",
    "rodfaest.ui",
    "rodfaest.transport",
    "rodfaest.organisations",
    "rodfaest.texts",
    "rodfaest.programmes",
    "rodfaest.login",
    "rodfaest.correspondence",
    "rodfaest.cohorts",
    "rodfaest.enrolment",
    "rodfaest.attendance",
    "rodfaest.journey",
    "rodfaest.portal",
    "rodfaest.demo",
    "rodfaest.config",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "django_tasks",
    "django_tasks_db",
    *FEATURES,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "rodfaest.ui.middleware.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "rodfaest.login.middleware.UnstoredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "rodfaest.ui.middleware.HeadMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rodfaest.login.middleware.TypedMiddleware",
    "rodfaest.ui.middleware.RefusalMiddleware",
    "rodfaest.login.middleware.ActorMiddleware",
]
ROOT_URLCONF = "rodfaest.config.urls"
WSGI_APPLICATION = "rodfaest.config.wsgi.application"
WIRING = "rodfaest.config.wiring.REACTIONS"
LINK_PAGES = "rodfaest.config.wiring.LINK_PAGES"
STEP_PAGES = "rodfaest.config.wiring.STEP_PAGES"
NIGHTLY = "rodfaest.config.jobs.NIGHTLY"
PAGE_BANNER = "rodfaest.demo.views.banner" if DEMO else ""
CSRF_FAILURE_VIEW = "rodfaest.ui.errors.csrf_failure"
AUTH_USER_MODEL = "organisations.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "rodfaest.config.jinja.environment"},
    },
    # Only what third parties bring is written in Django's own template language.
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},
]
FORM_RENDERER = "rodfaest.ui.forms.Renderer"

# Language and time

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk")]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

# Data

DATABASES = {"default": env.db_url("DATABASE_URL", f"sqlite:///{DATA / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"] |= {
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            # FULL: what is said to be saved ("Gemt") survives a power cut. secure_delete: what is erased is gone.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000; "
            "PRAGMA secure_delete=ON;",
        },
    }
else:
    DATABASES["default"] |= {"OPTIONS": {"pool": {"min_size": 2, "max_size": 8, "timeout": 10}}}

TASKS = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend"},
    # With a worker of their own: whoever is logging in does not wait for five minutes of letters.
    "codes": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}

# Static files

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Mail and SMS

EMAIL_URL = env.str("EMAIL_URL", "")
"""
smtp://user:password@host, smtp+tls:// or smtp+ssl://; a :port where it isn't 25, 587 or 465. Without it only the demo
starts, with /dev/mail.
"""
SMS_URL = env.str("SMS_URL", "")
"""https://gateway.example/messages, with SMS_TOKEN; without it nothing is sent by SMS."""
SMS_TOKEN = _secret("SMS_TOKEN")
MAIL_FROM = env.str("MAIL_FROM", "Rodfæst <rodfaest@localhost>")
"""The mailbox letters come from. It is read by people: answers and calendar replies land there."""
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "")
"""Where a fault in security is told of: a mail address, or the https:// address of a form. Without it MAIL_FROM's."""

# Login

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SESSION_ENGINE = "rodfaest.login.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"

ACCOUNT_ADAPTER = "rodfaest.login.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = attrgetter("full_name")
# A code that was typed has shown that the address is theirs, so it is not verified once more.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
# Per network and per address or number. Where somebody has logged in before they are counted by themselves, so that
# nobody locks them out. Counted in the database: the same for every worker, and after a restart.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "30/m/ip,5/15m/key,20/d/key",
    "request_login_code_where_known": "5/15m/key,20/d/key",
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "login_tries",
        "KEY_FUNCTION": "rodfaest.login.models.digest_of_tries",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
MFA_ADAPTER = "rodfaest.login.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0

# Headers

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
PERMISSIONS_POLICY = ["camera", "display-capture", "geolocation", "microphone", "midi", "payment", "serial", "usb"]
"""What no page of ours, nor anything on it, asks of the device."""
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    },
}

# Log

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "without_tokens": {"()": "rodfaest.config.logs.WithoutTokens"},
        "one_line": {"()": "rodfaest.config.logs.OneLine"},
    },
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["without_tokens", "one_line"],
            "formatter": "line",
        },
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A 404 or a 422 is somebody's typing, not a fault of ours.
    "loggers": {"django": {"level": "ERROR"}, "django.request": {"handlers": ["console"], "propagate": False}},
}
