"""Results of methods kept with the object they belong to.

`functools.lru_cache` on a method keeps its objects alive in one cache of the whole class: an engine that was replaced
would stay in memory until others have pushed its entries out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from types import MethodType
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])


class _Memo:
    """Gives each object, on first use, a cache of its own under the method's name."""

    def __init__(self, method: Callable[..., Any], maxsize: int) -> None:
        self.__doc__ = method.__doc__
        self._method = method
        self._maxsize = maxsize

    def __get__(self, instance: object, owner: type) -> Any:
        if instance is None:
            return self
        cached = lru_cache(self._maxsize)(MethodType(self._method, instance))
        instance.__dict__[self._method.__name__] = cached  # found before the method from now on
        return cached


class Memoised:
    """Base of classes with `memo` methods: what they keep is not pickled with them."""

    def __getstate__(self) -> dict[str, Any]:
        memos = {name for one in type(self).__mro__ for name, value in vars(one).items() if isinstance(value, _Memo)}
        return {name: value for name, value in self.__dict__.items() if name not in memos}


def memo(maxsize: int) -> Callable[[F], F]:
    """Keep the last so many results of a method, for each object of its class apart.

    Args:
        maxsize: Results kept of each object; the longest unused is dropped first.
    """

    def decorate(method: F) -> F:
        return cast("F", _Memo(method, maxsize))

    return decorate
