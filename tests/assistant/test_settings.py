from __future__ import annotations

import logging
from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.errors import InvalidSettings
from assistant.settings import CONFIG_FILE, Settings, default_home, load_settings


def write_config(home: Path, text: str) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / CONFIG_FILE).write_text(text, encoding="utf-8")


def test_argument_beats_environment_beats_file_beats_default(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().port == 7860
    write_config(own_home, "port = 1111\n")
    assert load_settings().port == 1111
    monkeypatch.setenv("DANGJIAN_PORT", "2222")
    assert load_settings().port == 2222
    assert load_settings(port=3333).port == 3333
    assert load_settings(port=None).port == 2222


def test_file_is_read_from_the_home_that_the_argument_names(tmp_path: Path) -> None:
    write_config(tmp_path / "other", 'language = "en"\n')
    assert load_settings(home=tmp_path / "other").language == "en"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DANGJIAN_LMM_URL", "http://localhost:1", "llm_url"),
        ("DANGJIAN_PORT", "much", "port"),
        ("DANGJIAN_PORT", "70000", "1-65535"),
        ("DANGJIAN_LLM_URL", "ftp://localhost", "llm_url"),
        ("DANGJIAN_LANGUAGE", "fr", "zh 或 en"),
        ("DANGJIAN_AUTH", "nobody", "用户名:口令"),
    ],
)
def test_bad_value_is_told_in_one_sentence(name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(InvalidSettings) as caught:
        load_settings()
    assert told in caught.value.message()
    assert "\n" not in caught.value.message()


def test_secrets_are_never_told(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setenv("DANGJIAN_AUTH", "hunter2-without-colon")
    with caplog.at_level(logging.DEBUG), pytest.raises(InvalidSettings) as caught:
        load_settings()
    assert "hunter2" not in caught.value.message() + caplog.text
    monkeypatch.setenv("DANGJIAN_AUTH", "user:hunter2")
    monkeypatch.setenv("DANGJIAN_LLM_KEY", "hunter2")
    assert "hunter2" not in repr(load_settings())
    assert load_settings().credentials == ("user", "hunter2")


def test_unknown_key_in_the_file_is_an_error(own_home: Path) -> None:
    write_config(own_home, "prot = 80\n")
    with pytest.raises(InvalidSettings, match="port"):
        load_settings()


@pytest.mark.parametrize("text", ["port = \n", "\udcff", 'home = "/tmp"\n'])
def test_unusable_file_is_told_with_its_path(own_home: Path, text: str) -> None:
    own_home.mkdir()
    (own_home / CONFIG_FILE).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(InvalidSettings) as caught:
        load_settings()
    assert str(own_home / CONFIG_FILE) in caught.value.message()


def test_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGJIAN_LLM_URL", "")
    assert load_settings().llm_url is None


def test_settings_cannot_be_changed(own_home: Path) -> None:
    settings = load_settings()
    with pytest.raises(ValidationError):
        settings.port = 1
    assert settings.home == own_home


def test_home_of_a_checkout_lies_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DANGJIAN_HOME")
    root = Path(__file__).resolve().parents[2]
    assert default_home() == root / ".dangjian" == load_settings().home


def test_home_written_relative_or_with_tilde_is_made_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGJIAN_HOME", "~/party")
    assert load_settings().home == Path.home() / "party"
    monkeypatch.setenv("DANGJIAN_HOME", "party")
    assert load_settings().home == Path.cwd() / "party"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_loopback_needs_no_login(host: str) -> None:
    load_settings(host=host).require_safe_binding()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::"])
def test_other_addresses_need_a_login(host: str) -> None:
    with pytest.raises(InvalidSettings, match=host):
        load_settings(host=host).require_safe_binding()
    load_settings(host=host, auth="user:password").require_safe_binding()


def test_every_setting_says_what_it_is_in_both_languages_and_in_which_unit() -> None:
    for name, field in Settings.model_fields.items():
        about = field.json_schema_extra
        assert field.description, name
        assert isinstance(about, dict) and about["zh"] and about["unit"] and about["unit_zh"], name
