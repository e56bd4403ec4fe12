"""Settings: what may differ between installations, from the environment, options and ``bot.yaml``."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.errors import SettingsError
from bot.facts.documents import ConfigFolder, Fields, Report, nearest, read_document

LOG_LEVELS = ("debug", "info", "warning", "error")
DATABASES = ("sqlite", "sqlite+aiosqlite", "postgresql", "postgresql+asyncpg")

_PACKAGE = Path(__file__).parent
_FILE = "bot.yaml"
_FILE_KEYS = frozenset({"log_level", "knowledge", "packs", "database_url", "message_content"})
_SWITCH = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
_PACK_ENDINGS = frozenset({".yaml", ".yml", ".json"})
_URL = re.compile(r"(?P<scheme>[a-z0-9+]+)://\S*")
_PASSWORD = re.compile(r"(?<=://)(?P<user>[^:/@\s]*):[^/\s]*@")  # greedy: a password may itself hold an @


def shipped_folder(name: str) -> Path:
    """A data folder that comes with the bot: inside the package once installed, else beside it in the checkout."""
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


@dataclass(frozen=True, slots=True)
class ConfigFolders:
    """Configuration folders seen as one: a file in an earlier folder takes the place of its namesake in later ones."""

    folders: tuple[Path, ...]
    """At least one; what ships comes last."""

    def __truediv__(self, name: str) -> Path:
        """The file of this name that counts; where there is none, its place in the last folder."""
        found = (folder / name for folder in self.folders if (folder / name).exists())
        return next(found, self.folders[-1] / name)


@dataclass(frozen=True, slots=True)
class PackFolders:
    """Folders with question lists for the quiz, seen as one."""

    folders: tuple[Path, ...] = ()

    def names(self) -> list[str]:
        """The list files, folder by folder; one that is there twice is listed twice."""
        return [path.name for folder in self.folders for path in self._files(folder)]

    def __truediv__(self, name: str) -> Path:
        """The first file of this name; where there is none, its place in the current folder."""
        found = (path for folder in self.folders for path in self._files(folder) if path.name == name)
        return next(found, Path(name))

    @staticmethod
    def _files(folder: Path) -> list[Path]:
        found = folder.iterdir() if folder.is_dir() else ()
        return sorted(path for path in found if path.suffix.casefold() in _PACK_ENDINGS and path.is_file())


def _shipped_knowledge() -> tuple[Path, ...]:
    return (shipped_folder("knowledge"),)


def _shipped_config() -> ConfigFolders:
    return ConfigFolders((shipped_folder("config"),))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Settings:
    """How this installation runs. Without arguments: as it ships, whatever the environment says."""

    knowledge: tuple[Path, ...] = field(default_factory=_shipped_knowledge)
    """Knowledge folders, in the order in which they are read."""

    config: ConfigFolder = field(default_factory=_shipped_config)
    """Intents, vocabulary and the other files of ``config/``."""

    packs: PackFolders = field(default_factory=PackFolders)
    """Folders with question lists for the quiz."""

    database_url: str = ""
    """Where scores are kept, as ``scheme://...``; empty means a SQLite file in the user's data folder."""

    discord_token: str = ""
    """What Discord knows the bot by. A secret: it is held here and shown nowhere."""

    message_content: bool = False
    """Whether to ask Discord for the privileged message content intent, which chosen channels need."""

    log_level: str = "warning"
    """One of `LOG_LEVELS`: what is less grave is not logged."""

    def data_folders(self) -> tuple[Path, ...]:
        """Every folder that knowledge and configuration are read from."""
        config = self.config.folders if isinstance(self.config, ConfigFolders) else (Path(str(self.config)),)
        return (*self.knowledge, *config)

    def __repr__(self) -> str:
        token = "***" if self.discord_token else ""
        database = _PASSWORD.sub(r"\g<user>:***@", self.database_url)
        return (
            f"Settings(knowledge={[str(folder) for folder in self.knowledge]}, "
            f"config={self.config!r}, packs={[str(folder) for folder in self.packs.folders]}, "
            f"database_url={database!r}, discord_token={token!r}, "
            f"message_content={self.message_content}, log_level={self.log_level!r})"
        )


def read_settings(environ: Mapping[str, str] | None = None, *, knowledge: Sequence[Path] = ()) -> Settings:
    """The settings of this installation.

    Args:
        environ: Environment variables; the process's own by default.
        knowledge: Folders given on the command line, read after all others.

    Raises:
        SettingsError: Some cannot be used; it carries every problem found.
    """
    environ = os.environ if environ is None else environ
    problems: list[str] = []
    config = _read_config_folders(environ, problems)
    settings = _read_file(config / _FILE, Settings(config=config), problems)
    settings = replace(
        settings,
        knowledge=(*settings.knowledge, *_folders(environ, "CEREMONY_BOT_KNOWLEDGE"), *knowledge),
        packs=PackFolders((*settings.packs.folders, *_folders(environ, "CEREMONY_BOT_PACKS"))),
        database_url=environ.get("DATABASE_URL", "").strip() or settings.database_url,
        discord_token=environ.get("DISCORD_TOKEN", "").strip(),
        message_content=_switch(environ, "CEREMONY_BOT_MESSAGE_CONTENT", settings.message_content, problems),
        log_level=environ.get("CEREMONY_BOT_LOG_LEVEL", "").strip().casefold() or settings.log_level,
    )
    problems.extend(_check(settings))
    if problems:
        raise SettingsError(problems)
    return settings


def _folders(environ: Mapping[str, str], name: str) -> tuple[Path, ...]:
    parts = environ.get(name, "").split(os.pathsep)
    return tuple(Path(part.strip()).expanduser() for part in parts if part.strip())


def _switch(environ: Mapping[str, str], name: str, default: bool, problems: list[str]) -> bool:
    text = environ.get(name, "").strip().casefold()
    if text and text not in _SWITCH:
        problems.append(f"{name}: {text!r} is neither on nor off; write true or false")
    return _SWITCH.get(text, default)


def _read_config_folders(environ: Mapping[str, str], problems: list[str]) -> ConfigFolders:
    shipped = shipped_folder("config")
    own = _folders(environ, "CEREMONY_BOT_CONFIG")
    known = {path.name for path in shipped.glob("*.*")}
    for folder in own:
        if not folder.is_dir():
            problems.append(f"CEREMONY_BOT_CONFIG: {_no_folder(folder)}; name a folder with files such as intents.yaml")
            continue
        for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml"), *folder.glob("*.txt")]):
            if path.name not in known:
                problems.append(f"CEREMONY_BOT_CONFIG: {path} replaces no file that ships{nearest(path.name, known)}")
    return ConfigFolders((*own, shipped))


def _no_folder(path: Path) -> str:
    return f"{path} is a file, not a folder" if path.exists() else f"{path} does not exist"


def _read_file(path: Path, settings: Settings, problems: list[str]) -> Settings:
    """The settings with what ``bot.yaml`` says put in."""
    report = Report()
    root = read_document(path, report) if path.exists() else None
    if root is not None:
        fields = Fields(root, report, path.name)
        fields.allow(_FILE_KEYS)
        extra = (path.parent / Path(folder).expanduser() for folder in fields.texts("knowledge"))
        settings = replace(
            settings,
            knowledge=(*settings.knowledge, *extra),
            packs=PackFolders(tuple(path.parent / Path(folder).expanduser() for folder in fields.texts("packs"))),
            database_url=fields.text("database_url"),
            message_content=_switch(
                {"message_content": fields.text("message_content")},
                "message_content",
                settings.message_content,
                problems,
            ),
            log_level=fields.text("log_level", default=settings.log_level).casefold(),
        )
    problems.extend(str(problem) for problem in sorted(report.problems))
    return settings


def _check(settings: Settings) -> Iterator[str]:
    for folder in settings.knowledge:
        if not folder.is_dir():
            yield f"knowledge: {_no_folder(folder)}; a knowledge folder holds entities/ and ceremonies/"
    for folder in settings.packs.folders:
        if not folder.is_dir():
            yield f"packs: {_no_folder(folder)}; a folder of packs holds question lists as .yaml or .json"
    if settings.log_level not in LOG_LEVELS:
        yield f"log level: unknown level {settings.log_level!r}; known: {', '.join(LOG_LEVELS)}"
    url = _URL.fullmatch(settings.database_url)
    if settings.database_url and (url is None or url["scheme"] not in DATABASES):
        yield f"DATABASE_URL: must begin with one of {', '.join(f'{name}://' for name in DATABASES)}"
