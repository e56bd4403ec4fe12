"""Places questions that were written from the documents with the facts that answer them.

    python -m tests.tools.place_questions FILE... --voice NAME

Files hold cases (`tests.evaluation` tells their form) of one turn. A question belongs to the best-ranked fact that
passes what its writer expects, one that compares to such a fact of each ceremony, and one that the documents do not
answer to what is asked in vain. They are written to ``asked/NAME/`` of their ceremonies; what finds no place is
printed, for a person to place. Questions that are there already are left out.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from bot.answering.ranking import Candidate
from bot.bootstrap import build_assistant
from bot.conversation import Assistant
from bot.facts.asked import asked_key
from bot.settings import Settings
from bot.understanding import Question
from tests.evaluation import Case, passes, read_cases

_FAR = 2.5  # score by which a fact may be behind the best and still be meant
_UNKNOWN = frozenset({"unknown"})


def places_of(assistant: Assistant, case: Case) -> Iterator[tuple[str, str | None]]:
    """(ceremony, key of the fact or None for a question in vain) of every place where a question belongs."""
    question = assistant.reader.read(case.turns[0])
    named = question.named_ceremonies
    scope = named or tuple(assistant.base.ceremonies)
    ranked = [one for ceremony in scope for one in _candidates(assistant, question, ceremony)]
    ranked.sort(key=lambda one: -one.score)
    if case.statuses == _UNKNOWN:
        yield from ((one, None) for one in named or [one.fact.ceremony for one in ranked[:1]])
        return
    whole = next((one for one in ranked if passes(case, one.fact.say)), None)
    if whole and whole.score >= ranked[0].score - _FAR:
        yield whole.fact.ceremony, asked_key(whole.fact.id)
    elif len(scope) > 1:
        yield from _compared(case, ranked, scope)


def _candidates(assistant: Assistant, question: Question, ceremony: str) -> Sequence[Candidate]:
    outcome = assistant.answerer.strict(question, [ceremony])
    return assistant.answerer.ranker.rank(question, outcome, [ceremony]).candidates


def _compared(case: Case, ranked: Sequence[Candidate], scope: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The best fact of each ceremony that says part of what is expected, where together they say all."""
    found = [
        next((one.fact for one in ranked if one.fact.ceremony == ceremony and passes(case, one.fact.say, rows=1)), None)
        for ceremony in scope
    ]
    facts = [one for one in found if one is not None]
    if len(facts) == len(scope) and passes(case, " ".join(one.say for one in facts)):
        yield from ((one.ceremony, asked_key(one.id)) for one in facts)


def place(assistant: Assistant, cases: Sequence[Case], voice: str, knowledge: Path) -> list[Case]:
    """Write the questions where they belong; those without a place are returned."""
    known = {text.casefold() for fact in assistant.base.facts.values() for text in fact.asked}
    known |= {text.casefold() for texts in assistant.base.unanswered.values() for text in texts}
    asked: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    in_vain: defaultdict[str, list[str]] = defaultdict(list)
    homeless: list[Case] = []
    for case in cases:
        text = " ".join(case.turns[0].split())
        if text.casefold() in known:
            continue
        places = list(places_of(assistant, case)) if len(case.turns) == 1 else []
        for ceremony, key in places:
            (in_vain[ceremony] if key is None else asked[ceremony][key]).append(text)
        if not places:
            homeless.append(case)
    for ceremony in assistant.base.ceremonies:
        document = {"asked": dict(asked[ceremony]), "unanswered": in_vain[ceremony]}
        kept = {name: found for name, found in document.items() if found}
        folder = knowledge / "ceremonies" / ceremony / "asked" / voice
        if kept:
            folder.mkdir(parents=True, exist_ok=True)
            text = yaml.safe_dump(kept, allow_unicode=True, width=1000, sort_keys=False)
            (folder / "placed.yaml").write_text(text, encoding="utf-8")
    return homeless


def main() -> None:
    """Place, and print what has no place."""
    parser = argparse.ArgumentParser(prog="tests.tools.place_questions", description="Places questions with facts.")
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--voice", required=True, help="name of the folder under asked/")
    options = parser.parse_args()
    cases = [case for path in options.files for case in read_cases(path)]
    for case in place(build_assistant(), cases, options.voice, Settings().knowledge[0]):
        print(f"{case.id}: {case.turns[-1]}")


if __name__ == "__main__":
    main()
