"""Demonstration data: an invented set of cases that reproduces the published figures of a real inspection."""
