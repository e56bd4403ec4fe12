"""Rewrites the conversation in README.md with what the bot says today.

python -m tests.tools.readme_transcript
"""

from __future__ import annotations

import re
import textwrap

from bot.bootstrap import build_assistant
from bot.conversation import Incoming
from bot.settings import Settings
from tests.test_readme import README, ROOT, transcript

WIDTH = 110


def main() -> None:
    """Ask again what the README asks."""
    assistant = build_assistant(Settings())
    turns = []
    for typed, _ in transcript():
        reply = assistant.reply(Incoming(text=typed, conversation="readme"))
        lines = [textwrap.fill(line, WIDTH) for line in reply.text.splitlines()]
        turns.append("\n".join([f"> {typed}", *lines]))
    block = "```text\n" + "\n\n".join(turns) + "\n```"
    text = re.sub(r"```text\n.*?```", lambda _: block, README, flags=re.DOTALL)
    (ROOT / "README.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
