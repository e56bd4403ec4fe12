"""Names and descriptions of commands in other languages, from one YAML file per language.

``locales/de.yaml`` holds ``English: German`` pairs; what a file leaves out stays English. Discord shows each person the
commands in the language of their app. Answers are in the language of the facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import discord
import yaml
from discord import app_commands

FOLDER = Path(__file__).parent / "locales"


def read_translations(folder: Path = FOLDER) -> dict[str, Mapping[str, str]]:
    """The pairs of each language, by the language's code as Discord writes it."""
    files = sorted(folder.glob("*.yaml"))
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in files}


class Translations(app_commands.Translator):
    """Translates when the commands are registered."""

    def __init__(self) -> None:
        self._languages = read_translations()

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """The string in a language, or None to leave it as it is."""
        return self._languages.get(locale.value, {}).get(string.message)
