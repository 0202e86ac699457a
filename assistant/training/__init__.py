"""Trains the networks of assistant/weighing: ``python -m assistant.training``."""
