"""What `rodfaest serve` lays before a setting is read."""

import argparse
import os

import pytest
from cryptography.fernet import Fernet

from rodfaest.config import ground
from rodfaest.config.ground import lay_the_ground, port_number

NAMES = ("SECRET_KEY", "SECRET_KEY_FILE", "TEXT_KEYS", "TEXT_KEYS_FILE", "RODFAEST_DEMO", "BASE_URL")


@pytest.fixture
def data(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "environ", {"RODFAEST_DATA": str(tmp_path / "var")})
    return tmp_path / "var"


def test_secrets_are_made_once_and_are_nobody_elses(data):
    lay_the_ground([])
    first = {path.name: path.read_text() for path in data.iterdir()}
    lay_the_ground([])
    assert {path.name: path.read_text() for path in data.iterdir()} == first
    assert sorted(first) == ["secret_key.txt", "text_keys.txt"]
    assert [path.stat().st_mode & 0o777 for path in (data, *data.iterdir())] == [0o700, 0o600, 0o600]
    Fernet(first["text_keys.txt"].strip())


@pytest.mark.parametrize("name", ["TEXT_KEYS", "TEXT_KEYS_FILE"])
def test_a_secret_given_by_the_environment_is_not_laid(data, name):
    os.environ[name] = "given"
    lay_the_ground([])
    assert [path.name for path in data.iterdir()] == ["secret_key.txt"]


@pytest.mark.parametrize(("options", "demo"), [([], None), (["--demo", "none"], None), (["--demo", "during"], "1")])
def test_the_demo_is_on_when_a_stage_is_asked_for(data, options, demo):
    lay_the_ground(options)
    assert os.environ.get("RODFAEST_DEMO") == demo


def test_links_lead_to_the_port_unless_an_address_is_set(data):
    lay_the_ground(["--port", "8010"])
    assert os.environ["BASE_URL"] == "http://localhost:8010"
    os.environ["BASE_URL"] = "https://rodfaest.horsens.dk"
    lay_the_ground(["--port", "8010"])
    assert os.environ["BASE_URL"] == "https://rodfaest.horsens.dk"


@pytest.mark.parametrize("port", ["x", "", "0", "-1", "65536"])
def test_a_port_is_a_number_that_can_be_listened_on(port):
    with pytest.raises(argparse.ArgumentTypeError, match=f"fra 1 til 65535, ikke »{port}«"):
        port_number(port)


def test_a_data_folder_set_to_nothing_is_var_of_the_checkout(data, monkeypatch, tmp_path):
    monkeypatch.setattr(ground, "CHECKOUT", tmp_path / "checkout")
    os.environ["RODFAEST_DATA"] = ""
    lay_the_ground([])
    assert os.environ["RODFAEST_DATA"] == str(tmp_path / "checkout/var")
    assert (tmp_path / "checkout/var/secret_key.txt").exists()


def test_a_data_folder_that_is_a_file_is_a_sentence(data):
    data.write_text("")
    with pytest.raises(SystemExit, match=f"Der kan ikke gemmes i {data}"):
        lay_the_ground([])


@pytest.mark.parametrize("options", [["--port", "x"], ["--port", "0"], ["--demo", "sideways"]])
def test_a_wrong_option_lays_nothing(data, options):
    lay_the_ground(options)
    assert not data.exists()
