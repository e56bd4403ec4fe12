"""Settings: where they come from, which one wins, and what is said of wrong ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import ConfigFolders, Settings, read_settings, shipped_folder


def problems(environ: dict[str, str]) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        read_settings(environ)
    return caught.value.problems


def config_with(folder: Path, text: str) -> dict[str, str]:
    """An environment in which a settings file of ours replaces the one that ships."""
    (folder / "bot.yaml").write_text(text, encoding="utf-8")
    return {"CEREMONY_BOT_CONFIG": str(folder)}


def test_an_empty_environment_gives_what_ships() -> None:
    """Nothing needs to be set."""
    settings = read_settings({})

    assert settings.knowledge == (shipped_folder("knowledge"),)
    assert settings.log_level == "warning"
    assert settings.database_url == ""
    assert settings.discord_token == ""


def test_knowledge_folders_are_read_after_what_ships_and_options_last(tmp_path: Path) -> None:
    """The order is: shipped, environment, command line."""
    first, second, third = (tmp_path / name for name in "abc")
    for folder in (first, second, third):
        folder.mkdir()

    settings = read_settings({"CEREMONY_BOT_KNOWLEDGE": f"{first}{os.pathsep}{second}"}, knowledge=[third])

    assert settings.knowledge[1:] == (first, second, third)


@pytest.mark.parametrize("value", ["", os.pathsep, "  "])
def test_empty_entries_in_a_list_of_folders_mean_nothing(value: str) -> None:
    """A stray separator is no folder."""
    assert read_settings({"CEREMONY_BOT_KNOWLEDGE": value, "CEREMONY_BOT_CONFIG": value}) == read_settings({})


def test_the_settings_file_is_used_and_the_environment_wins(tmp_path: Path) -> None:
    """What stands in the file holds unless the environment says otherwise."""
    environ = config_with(tmp_path, "log_level: info\ndatabase_url: sqlite:///a.db\n")

    settings = read_settings(environ | {"CEREMONY_BOT_LOG_LEVEL": "DEBUG"})

    assert settings.database_url == "sqlite:///a.db"
    assert settings.log_level == "debug"


def test_folders_in_the_settings_file_start_from_it(tmp_path: Path) -> None:
    """A settings file can be moved together with the knowledge that it names."""
    (tmp_path / "more").mkdir()

    settings = read_settings(config_with(tmp_path, "knowledge: more\n"))

    assert settings.knowledge[1:] == (tmp_path / "more",)


def test_earlier_config_folders_win_and_what_ships_fills_the_rest(tmp_path: Path) -> None:
    """Each file is taken from the first folder that has it."""
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        (folder / "intents.yaml").touch()
    (second / "kinds.yaml").touch()

    config = read_settings({"CEREMONY_BOT_CONFIG": f"{first}{os.pathsep}{second}"}).config

    assert config / "intents.yaml" == first / "intents.yaml"
    assert config / "kinds.yaml" == second / "kinds.yaml"
    assert config / "topics.yaml" == shipped_folder("config") / "topics.yaml"


def test_a_file_that_no_folder_has_is_looked_for_in_the_last(tmp_path: Path) -> None:
    """Whoever then fails to read it names a place that makes sense."""
    assert ConfigFolders((tmp_path / "a", tmp_path / "b")) / "c.yaml" == tmp_path / "b" / "c.yaml"


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        ({"CEREMONY_BOT_CONFIG": "/no/such"}, "CEREMONY_BOT_CONFIG: /no/such does not exist; name a folder with"),
        ({"CEREMONY_BOT_CONFIG": __file__}, "is a file, not a folder"),
        ({"CEREMONY_BOT_KNOWLEDGE": "/no/such"}, "/no/such does not exist; a knowledge folder holds entities/"),
        ({"CEREMONY_BOT_LOG_LEVEL": "loud"}, "unknown level 'loud'; known: debug, info, warning, error"),
        ({"DATABASE_URL": "mysql://host/db"}, "DATABASE_URL: must begin with one of sqlite://"),
        ({"DATABASE_URL": "scores.db"}, "DATABASE_URL: must begin with one of sqlite://"),
    ],
)
def test_a_wrong_setting_is_named_with_what_would_be_right(environ: dict[str, str], says: str) -> None:
    """One setting, one message."""
    [problem] = problems(environ)

    assert says in problem


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("log_level: info\nlogs: x\n", 2, "unknown key 'logs'"),
        ("log_level: [info]\n", 1, "'log_level' must be a text"),
        ("- log_level\n", 1, "must be a mapping"),
        ("log_level: 'info\n", 2, "not valid YAML"),
    ],
)
def test_a_wrong_settings_file_is_named_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    """An author is led to the very line."""
    [problem] = problems(config_with(tmp_path, text))

    assert problem.startswith(f"{tmp_path / 'bot.yaml'}:{line}: ")
    assert says in problem


def test_a_config_file_that_replaces_nothing_is_reported(tmp_path: Path) -> None:
    """A misspelt file name would otherwise be ignored without a word."""
    (tmp_path / "intent.yaml").touch()

    [problem] = problems({"CEREMONY_BOT_CONFIG": str(tmp_path)})

    assert "intent.yaml replaces no file that ships; did you mean 'intents.yaml'?" in problem


def test_all_problems_are_reported_at_once(tmp_path: Path) -> None:
    """Nobody repairs settings one run at a time."""
    environ = config_with(tmp_path, "logs: x\nknowledge: missing\n")

    assert len(problems(environ | {"DATABASE_URL": "nonsense", "CEREMONY_BOT_LOG_LEVEL": "loud"})) == 4


@pytest.mark.parametrize("password", ["hunter2", "hunter2:x", "hunter2@home", "@hunter2"])
def test_printing_settings_shows_no_secret(password: str) -> None:
    """The host of a database may be seen, its password and the token may not."""
    settings = Settings(database_url=f"postgresql://bot:{password}@db.example.org/x", discord_token="token-of-ours")

    for shown in (repr(settings), str(settings), f"{settings}"):
        assert "hunter2" not in shown
        assert "token-of-ours" not in shown
        assert "db.example.org/x" in shown


def test_a_wrong_database_is_reported_without_its_password() -> None:
    """Messages end up in logs."""
    [problem] = problems({"DATABASE_URL": "mysql://bot:hunter2@host/db"})

    assert "hunter2" not in problem


def test_the_shipped_settings_file_says_what_holds_without_it(tmp_path: Path) -> None:
    """The file that ships documents the defaults, and changes none of them."""
    assert read_settings({}).log_level == Settings().log_level
    assert read_settings({}).knowledge == Settings().knowledge


@pytest.mark.parametrize(("value", "wanted"), [("true", True), ("ON", True), ("0", False), ("", False)])
def test_message_content_is_a_switch(value: str, wanted: bool) -> None:
    """On and off may be written as people write them; off is the default."""
    assert read_settings({"CEREMONY_BOT_MESSAGE_CONTENT": value}).message_content is wanted


def test_message_content_may_stand_in_the_file_and_the_environment_wins(tmp_path: Path) -> None:
    """As with every setting."""
    environ = config_with(tmp_path, "message_content: true\n")

    assert read_settings(environ).message_content
    assert not read_settings(environ | {"CEREMONY_BOT_MESSAGE_CONTENT": "no"}).message_content


@pytest.mark.parametrize("where", ["environment", "file"])
def test_a_switch_that_is_neither_on_nor_off_is_reported(tmp_path: Path, where: str) -> None:
    """With its name and what would be right."""
    if where == "file":
        [problem] = problems(config_with(tmp_path, "message_content: maybe\n"))
        assert "message_content" in problem
    else:
        [problem] = problems({"CEREMONY_BOT_MESSAGE_CONTENT": "maybe"})
        assert "CEREMONY_BOT_MESSAGE_CONTENT" in problem
    assert "write true or false" in problem


def test_all_folders_with_data_can_be_named(tmp_path: Path) -> None:
    """Knowledge first, then configuration, what ships included."""
    settings = read_settings({"CEREMONY_BOT_CONFIG": str(tmp_path)})

    assert settings.data_folders() == (shipped_folder("knowledge"), tmp_path, shipped_folder("config"))
