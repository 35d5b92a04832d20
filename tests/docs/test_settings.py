"""docs/settings.md: every name the settings read from the environment, its default and what it means."""

import ast
from typing import NamedTuple

from tests.docs.written import ROOT, assert_written, table

SOURCE = (ROOT / "src" / "rodfaest" / "config" / "settings.py").read_text()
MEANINGS = {
    "RODFAEST_DATA": "The data folder: the SQLite database, the static files, and the secrets that `rodfaest serve` "
    "makes. Keep it out of the web server's reach.",
    "SECRET_KEY": "Signs sessions and login codes. Changing it logs everybody out.",
    "BASE_URL": "The address people meet, with https:// where it is not this machine. Links in letters begin with it; "
    "https:// turns on secure cookies, HSTS and the redirect.",
    "ALLOWED_HOSTS": "Host names that are answered, comma between.",
    "DATABASE_URL": "postgres://user:password@host/name; without it SQLite in the data folder.",
    "SMS_TOKEN": "The bearer token of the SMS gateway.",
}
"""Of those that say nothing below their own line in settings.py."""


class Setting(NamedTuple):
    name: str
    default: str
    meaning: str
    secret: bool


def settings() -> list[Setting]:
    """Every name, in the order of the file."""
    body = ast.parse(SOURCE).body
    found = []
    for statement, after in zip(body, [*body[1:], None], strict=True):
        if not isinstance(statement, ast.Assign):
            continue
        said = ""
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            said = " ".join(str(after.value.value).split())
        for call in ast.walk(statement.value):
            if isinstance(call, ast.Call) and (name := _name_read(call)):
                secret = ast.unparse(call.func) == "_secret"
                found.append(Setting(name, _default(call, secret=secret), MEANINGS.get(name, said), secret))
    return found


def _name_read(call: ast.Call) -> str:
    reads = isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "env"
    if reads or ast.unparse(call.func) == "_secret":
        return str(ast.literal_eval(call.args[0]))
    return ""


def _default(call: ast.Call, *, secret: bool) -> str:
    if secret:
        return "made by `rodfaest serve`" if call.args[0].value in ("SECRET_KEY", "TEXT_KEYS") else "none"
    given = call.args[1] if len(call.args) > 1 else call.keywords[0].value
    if isinstance(given, ast.Constant):
        return {"": "none", False: "off"}.get(given.value, f"`{given.value}`")
    if isinstance(given, ast.List):
        return f"`{','.join(str(item.value) for item in given.elts if isinstance(item, ast.Constant))}`"
    return {"RODFAEST_DATA": "`var/` of the checkout", "DATABASE_URL": "SQLite in the data folder"}[call.args[0].value]


def test_every_setting_says_what_it_means():
    silent = [setting.name for setting in settings() if not setting.meaning]
    assert silent == [], "write a string below its line in settings.py, or a line in MEANINGS here"


def test_no_meaning_is_of_a_name_that_is_gone():
    assert set(MEANINGS) <= {setting.name for setting in settings()}


def test_the_page():
    rows = [
        [f"`{name}`" + (" (secret)" if secret else ""), default, meaning]
        for name, default, meaning, secret in settings()
    ]
    parts = [
        "# Settings",
        "Made by `script/docs` from `src/rodfaest/config/settings.py`. Do not edit. Everything is read from the "
        "environment, and safe as it stands.",
        table(["name", "without it", "meaning"], rows),
        "Any name may be given as a file instead: `NAME_FILE` is the path of a file that holds the value. A secret "
        "that is given neither way is looked for in the data folder, in the file named as the setting in small letters "
        "(`secret_key.txt`), where `rodfaest serve` lays it the first time. `TEXT_KEYS` is what opens people's private "
        "texts: without it they are lost, so keep a copy apart from the database and its backups.",
        "## Moving the key of the texts",
        "A backup of the data folder, or whoever may read it, has both the locked texts and the key that "
        "`rodfaest serve` made. Before a real person is in the house: stop the server; move `text_keys.txt` out of "
        "`RODFAEST_DATA` to a folder that is not in the same backup, readable by the server's user alone "
        "(`install -m 600 -o rodfaest var/text_keys.txt /etc/rodfaest/text_keys && rm var/text_keys.txt`); set "
        "`TEXT_KEYS_FILE=/etc/rodfaest/text_keys`; start; keep one copy elsewhere. A server on an https:// address "
        "warns at the start while the key lies in the data folder. Did the folder with the key get into a backup, make "
        "a new one, put it first in the file with a comma after it, and run `rodfaest turn_text_keys`; the old key may "
        "then go, but still opens what is in the old backups.",
        "What must not stand together is refused at the start with a sentence (`src/rodfaest/config/checks.py`): the "
        "demo on an address others can reach or with a mail server that is not this machine's, and a house without the "
        "demo that has no mail server.",
    ]
    assert_written("docs/settings.md", "\n\n".join(parts) + "\n")
