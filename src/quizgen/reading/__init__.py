"""The only readers: files in, a checked collection or diagnostics out."""

from quizgen.reading.collection import Reading, deck_files, read_collection
from quizgen.reading.deck_paths import is_yaml
from quizgen.reading.texts import read_texts

__all__ = ["Reading", "deck_files", "is_yaml", "read_collection", "read_texts"]
