"""A small knowledge folder for tests to spoil: one file as text each, correct as it stands."""

from __future__ import annotations

from pathlib import Path

CARD = "ceremonies/veldhaven-1988/ceremony.yaml"
FACTS = "ceremonies/veldhaven-1988/opening.yaml"
NAMES = "entities/veldhaven.yaml"

FILES = {
    CARD: """\
ceremony:
  id: veldhaven-1988
  name: closing ceremony of the 1988 Lake Games
  short: Veldhaven 1988
  year: 1988
  aliases: [Lake Games]
  article: 1988 Lake Games closing ceremony
parts:
  - {id: opening, title: Opening}
  - {id: farewell, title: Farewell}
""",
    NAMES: """\
entities:
  - {id: greet-jansma, name: Greet Jansma, kind: soprano}
  - {id: boat-song, name: Boat Song, kind: song, aliases: [Song of the Boats]}
""",
    FACTS: """\
section: Opening
part: opening
facts:
  - id: boat-song
    say: Greet Jansma sang the Boat Song.
    cite: 2
    who:
      - Greet Jansma: singer
    what: Boat Song
""",
}

SECOND_CARD = """\
ceremony:
  id: {id}
  name: {name}
  short: {short}
  year: {year}
  aliases: [{alias}]
  article: Some article
"""


def write_knowledge(folder: Path, changes: dict[str, str] | None = None) -> Path:
    """The folder with the sample in it; ``changes`` replace or add files, by path."""
    for name, text in {**FILES, **(changes or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def fact_file(body: str) -> str:
    """A file with one fact, whose keys (indented by four) begin on line 4."""
    return f"section: Opening\nfacts:\n  - id: lanterns\n{body}"
