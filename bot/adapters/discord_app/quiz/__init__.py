"""The quiz in Discord."""
