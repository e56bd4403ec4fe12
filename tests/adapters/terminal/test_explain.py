"""``explain``: the reading of a text, laid open."""

from __future__ import annotations

import pytest

from bot.adapters.terminal import explain
from bot.conversation import Assistant

from .conftest import Cli


@pytest.fixture
def explained(assistant: Assistant, capsys: pytest.CaptureFixture[str]) -> str:
    """The explanation of a misspelt question that has an answer."""
    explain.run(assistant, "who directd the ceremony?")
    return capsys.readouterr().out


@pytest.mark.parametrize("part", ["directd → directed", "who (asks: who)", "none named", "must be explained"])
def test_the_reading_is_shown(explained: str, part: str) -> None:
    """Repairs, intent, ceremonies and the weight of each word can be seen."""
    assert part in explained


def test_candidates_are_shown_with_score_and_source(explained: str, assistant: Assistant) -> None:
    """The facts that came into question are listed, best first."""
    assert "score" in explained
    assert next(iter(assistant.base.ceremonies.values())).article in explained


def test_the_reason_of_a_refusal_is_shown(assistant: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    """For an unknown reply the word that nothing explains is named, with 0 facts."""
    explain.run(assistant, "who sang zzyzx?")
    shown = capsys.readouterr().out

    assert "unknown" in shown
    assert "zzyzx" in shown
    assert "not ours" in shown


@pytest.mark.parametrize("text", ["hello", "?", "[red]who[/red] sang [/]", "[bold", "🎆"])
def test_any_text_can_be_explained(assistant: Assistant, capsys: pytest.CaptureFixture[str], text: str) -> None:
    """Small talk, signs and what looks like mark-up are explained like the rest."""
    explain.run(assistant, text)

    assert "Why this reply" in capsys.readouterr().out


def test_explain_runs_as_a_process(cli: Cli) -> None:
    """The command prints its tables in UTF-8 and ends with status 0."""
    done = cli("explain", "who directed the ceremony?")

    assert done.returncode == 0
    assert "How it was read" in done.stdout
