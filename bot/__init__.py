"""A question-and-answer bot for ceremonies. See README.md for what it does and docs/design.md for how."""

__version__ = "0.1.0"
