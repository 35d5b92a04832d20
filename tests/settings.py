"""Settings of the test suite: the product's own, with what would only cost time taken out."""

import gc
import hashlib
import os
import tempfile

gc.disable()  # while the house is imported; tests/conftest.py turns it on again

# A file a real installation left in var/ must not decide what a test sees.
os.environ["RODFAEST_DATA"] = os.environ.get("RODFAEST_TEST_DATA", "/nonexistent/rodfaest-tests")
os.environ["SECRET_KEY"] = "only-for-tests-" + "x" * 50
os.environ["TEXT_KEYS"] = "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk="
for name in ("EMAIL_URL", "SMS_URL", "SMS_TOKEN", "BASE_URL", "ALLOWED_HOSTS", "RODFAEST_DEMO"):
    os.environ.pop(name, None)

import jinja2  # noqa: E402

from rodfaest.config.settings import *  # noqa: E402, F403
from rodfaest.config.settings import CHECKOUT, DATABASES, MIDDLEWARE, TEMPLATES  # noqa: E402

# Each new test client would otherwise scan the collected static folder (17.8 s against 2.3 s).
MIDDLEWARE = [middleware for middleware in MIDDLEWARE if "whitenoise" not in middleware]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Jinja keeps a compiled template by its text; what else decides how it is compiled is in the folder's name.
_compiled_by = jinja2.__version__.encode() + (CHECKOUT / "src/rodfaest/config/jinja.py").read_bytes()
COMPILED = CHECKOUT / ".tools/templates" / hashlib.sha256(_compiled_by).hexdigest()[:16]
COMPILED.mkdir(parents=True, exist_ok=True)
TEMPLATES[0]["OPTIONS"]["bytecode_cache"] = jinja2.FileSystemBytecodeCache(str(COMPILED))
TASKS = {**TASKS, "codes": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}  # noqa: F405
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in the product: a browser's requests come in threads, and a memory database is one connection for all.
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else tempfile.gettempdir()
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(memory, f"rodfaest-tests-{os.getpid()}.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["TEST"] = {"NAME": f"rodfaest_tests_{os.getpid()}"}
    # A pool would keep the test database from being dropped.
    DATABASES["default"]["OPTIONS"] = {}
