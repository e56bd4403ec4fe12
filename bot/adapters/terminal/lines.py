"""Lines that come from a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator


def piped_lines() -> Iterator[str]:
    """The lines of standard input, whatever its bytes are."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8-sig", errors="replace")
