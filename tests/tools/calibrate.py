"""Fits the weights of `bot.answering.ranking` to the questions that ship.

    python -m tests.tools.calibrate --voice voice-3 > weights

The questions under ``asked/`` of one voice are taken out of the index and asked: those of a fact must find it (or a
fact that says the same), those without an answer must find nothing. A voice is a folder of one round of writers;
within a round questions are too much alike to measure with. The question files of the tests take no part, so that
they measure what was learnt. Needs the ``calibration`` extra.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import yaml
from rapidfuzz.fuzz import token_set_ratio
from sklearn.linear_model import LogisticRegression

from bot.answering import Answerer
from bot.answering.evidence import Features
from bot.answering.examples import NOBODY, Example
from bot.answering.ranking import Candidate, Ranked, Ranker, reordered
from bot.bootstrap import build_assistant
from bot.conversation import Assistant
from bot.settings import Settings
from bot.understanding import Reader

_ALIKE = 82  # of 100: statements this much alike say the same
_PENALTY = 0.3  # inverse strength of the ridge penalty; 0.1 to 1 fit alike


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was taken out of the index, and what was found for it."""

    example: Example
    ranked: Ranked
    right: str
    """Id of the fact that answers it; empty for none."""


def ask_all(reader: Reader, answerer: Answerer, ranker: Ranker, examples: Sequence[Example]) -> Iterator[Asked]:
    """Ask every example."""
    for example in examples:
        question = reader.read(example.text)
        scope = question.named_ceremonies or tuple(answerer.base.ceremonies)
        outcome = answerer.strict(question, scope)
        ranked = ranker.rank(question, outcome, scope)
        right = "" if example.fact == NOBODY else ranker.fact_at(example.fact).id
        if ranked.candidates:
            yield Asked(example, ranked, right)


def says_the_same(answerer: Answerer, right: str, candidate: Candidate, all_candidates: Sequence[Candidate]) -> bool:
    """Whether a candidate answers as well as the fact for which the question was written."""
    fact = candidate.fact
    if not right:
        return False
    other = answerer.base.facts[right]
    if fact.id == right or (fact.ceremony == other.ceremony and token_set_ratio(fact.say, other.say) >= _ALIKE):
        return True
    values = next((set(one.filled.values) for one in all_candidates if one.fact.id == right and one.filled), set())
    return bool(candidate.filled and fact.ceremony == other.ceremony and values & set(candidate.filled.values))


def fit_ranking(answerer: Answerer, asked: Sequence[Asked]) -> dict[str, float]:
    """Weights that put the right fact before the wrong ones."""
    differences: list[list[float]] = []
    names = list(asked[0].ranked.candidates[0].features)
    for one in asked:
        every = one.ranked.candidates
        good = next((each for each in every if each.fact.id == one.right), None)
        if good is None:
            continue
        for each in every:
            if not says_the_same(answerer, one.right, each, every):
                differences.append([good.features[name] - each.features[name] for name in names])
    rows = np.array(differences)
    spread = rows.std(axis=0) + 1e-9
    rows = np.concatenate([rows, -rows]) / spread
    labels = np.repeat([1, 0], len(rows) // 2)
    model = LogisticRegression(fit_intercept=False, C=_PENALTY, max_iter=5000).fit(rows, labels)
    return dict(zip(names, (model.coef_[0] / spread).tolist(), strict=True))


def fit_sureness(answerer: Answerer, asked: Sequence[Asked]) -> tuple[dict[str, float], float]:
    """Weights and bias of the probability that the best candidate answers."""
    names = list(asked[0].ranked.features)
    rows = np.array([[one.ranked.features[name] for name in names] for one in asked])
    labels = [
        any(each.fact.id == one.right for each in one.ranked.candidates[:2])
        or says_the_same(answerer, one.right, one.ranked.candidates[0], one.ranked.candidates)
        for one in asked
    ]
    spread = rows.std(axis=0) + 1e-9
    model = LogisticRegression(C=_PENALTY, max_iter=5000).fit(rows / spread, labels)
    return dict(zip(names, (model.coef_[0] / spread).tolist(), strict=True)), float(model.intercept_[0])


def rerank(asked: Sequence[Asked], weights: Features) -> list[Asked]:
    """The same questions with their candidates in the order of new weights."""
    return [Asked(one.example, reordered(one.ranked, weights), one.right) for one in asked]


def texts_of(voice: str) -> set[str]:
    """Every question in the files of one voice."""
    documents = (
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for folder in Settings().knowledge
        for path in folder.glob(f"ceremonies/*/asked/{voice}/*.yaml")
    )
    found: set[str] = set()
    for document in documents:
        found.update(str(text) for texts in document.get("asked", {}).values() for text in texts)
        found.update(str(text) for text in document.get("unanswered", ()))
    return found


def ask_voice(assistant: Assistant, voice: str) -> list[Asked]:
    """The questions of one voice, asked of an index of the others' questions."""
    answerer, texts = assistant.answerer, texts_of(voice)
    examples = list(answerer.ranker.shipped_examples())
    others = [one for one in examples if one.text not in texts]
    own = [one for one in examples if one.text in texts]
    return list(ask_all(assistant.reader, answerer, Ranker(answerer.matcher, others), own))


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(prog="tests.tools.calibrate", description="Fits the weights of the ranking.")
    parser.add_argument("--voice", action="append", required=True, help="whose questions are asked; may be repeated")
    options = parser.parse_args()
    assistant = build_assistant()
    answerer = assistant.answerer
    asked = [one for voice in options.voice for one in ask_voice(assistant, voice)]
    ranking = fit_ranking(answerer, [one for one in asked if one.right])
    asked = rerank(asked, ranking)
    sureness, bias = fit_sureness(answerer, asked)
    firsts = [(one.right, one.ranked.candidates) for one in asked if one.right]
    best = [says_the_same(answerer, right, found[0], found) for right, found in firsts]
    print(f"# {len(asked)} questions asked; of the answered ones the best candidate answers {np.mean(best):.1%}")
    for name, weights in (("RANKING", ranking), ("SURENESS", sureness)):
        print(f"{name} = {{")
        print("\n".join(f'    "{key}": {value:.3f},' for key, value in weights.items()))
        print("}")
    print(f"SURENESS_BIAS = {bias:.3f}")


if __name__ == "__main__":
    main()
