"""
What `rodfaest serve` prepares before any setting is read: the data folder, its secrets, and what the options mean.

No Django here: the settings are read afterwards, by this process and by every child of it.
"""

import argparse
import os
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path

from cryptography.fernet import Fernet

STAGES = ("before", "during", "after")
CHECKOUT = Path(__file__).resolve().parents[3]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="Adressen, der lyttes på (127.0.0.1).")
    parser.add_argument("--port", type=port_number, default=8000, help="Porten, der lyttes på (8000).")
    parser.add_argument(
        "--demo", choices=(*STAGES, "none"), default="none", help="Fyld en tom database med demoen på dette stade."
    )


def port_number(said: str) -> int:
    """A port something can be listened on, or the sentence that argparse shows."""
    if said.isdecimal() and 1 <= int(said) <= 65535:
        return int(said)
    raise argparse.ArgumentTypeError(f"En port er et helt tal fra 1 til 65535, ikke »{said}«.")


def lay_the_ground(arguments: Sequence[str]) -> None:
    """Make the data folder and the secrets in it, and say by the environment what the options mean to the settings."""
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    add_arguments(parser)
    try:
        chosen, _others = parser.parse_known_args(arguments)
    except argparse.ArgumentError:
        return  # the command itself says what is wrong with it
    # An empty value counts as none: else the secrets would land in whatever folder one stands in.
    data = Path(os.environ.get("RODFAEST_DATA") or CHECKOUT / "var")
    os.environ["RODFAEST_DATA"] = str(data)
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        lay_secret(data, "SECRET_KEY", secrets.token_urlsafe(50))
        lay_secret(data, "TEXT_KEYS", Fernet.generate_key().decode())
    except OSError:
        sys.exit(f"Der kan ikke gemmes i {data}: sæt RODFAEST_DATA til en mappe, du må skrive i.")
    if chosen.demo != "none":
        os.environ["RODFAEST_DEMO"] = "1"
    os.environ.setdefault("BASE_URL", f"http://localhost:{chosen.port}")


def lay_secret(data: Path, name: str, secret: str) -> None:
    """Keep a secret in a file nobody else can read, unless there is one already, here or in the environment."""
    file_of_it = data / f"{name.lower()}.txt"
    if file_of_it.exists() or name in os.environ or f"{name}_FILE" in os.environ:
        return
    with open(os.open(file_of_it, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secret + "\n")
