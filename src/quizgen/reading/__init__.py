"""The only readers: files in, a checked collection or diagnostics out."""

from quizgen.reading.collection import Reading, read_collection

__all__ = ["Reading", "read_collection"]
