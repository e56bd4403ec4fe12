"""The noun that a question asks for: "which *choir*", "how many *nations*"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.draft import Draft
from bot.understanding.question import Item

_WITH_HEAD = frozenset({"any", "what", "count", "more", "less", "list", "first", "last", "after", "before"})
_COUNTED = frozenset({"count", "more", "less"})
_BEFORE_HEAD = frozenset(
    {"is", "was", "were", "are", "the", "a", "an", "of", "s", "all", "these", "those", "some", "any"}
    | {"different", "other"}
)


def head_run(draft: Draft, items: Sequence[Item]) -> tuple[Item, ...]:
    """The run of words after "which", "what" or "how many" that says what is asked for."""
    asks = draft.intent.asks if draft.intent else "any"
    if asks not in _WITH_HEAD:
        return ()
    if draft.intent is None:
        return tuple(item for item in items if _is_kind(item))[:1]
    position = draft.intent_positions[-1] + 1
    if position < len(draft.words) and draft.words[position] in {"did", "do", "does"}:
        return ()
    if _asks_for_doings(draft, position):
        return ()
    by_position = {item.position: item for item in items}
    run: list[Item] = []
    while position < len(draft.words):
        item = by_position.get(position)
        if item is not None and not item.is_number:
            run.append(item)
            if draft.tokens[position + item.width - 1].is_possessive:  # "which artist's works": the artist is asked for
                break
        elif item is None and (run or draft.words[position] not in _BEFORE_HEAD):
            break
        position += item.width if item else 1
    return tuple(run)


def _asks_for_doings(draft: Draft, position: int) -> bool:
    """ "What were the composers wearing?" asks for what they wore, not for composers."""
    opens = draft.words[position : position + 1]
    later = draft.words[position + 3 :]
    return opens in (["was"], ["were"]) and any(len(word) > 5 and word.endswith("ing") for word in later)


def head_of(draft: Draft, run: Sequence[Item]) -> Item | None:
    """The noun itself: the last word for a kind in the run; for a count the first word where none names a kind."""
    kinds = [item for item in run if _is_kind(item)]
    for item in kinds[:-1]:
        if item.surface.endswith("s"):  # "which cities host": after a plural comes the verb
            return item
    if kinds:
        return kinds[-1]
    return run[0] if run and draft.intent and draft.intent.asks in _COUNTED else None


def kinds_asked_for(draft: Draft, head: Item | None) -> frozenset[str]:
    """Ids of kinds, one of which the answer must be; empty for any."""
    if head is None or (draft.intent and draft.intent.asks == "count"):
        return frozenset()
    return head.kinds


def _is_kind(item: Item) -> bool:
    return bool(item.kinds) and not item.entities
