"""Curated YAML facts in; Anki decks and printable quizzes out."""

__version__ = "0.1.0"
