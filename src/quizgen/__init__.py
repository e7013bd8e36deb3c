"""Curated YAML facts in; Anki decks and printable quizzes out.

What stands here is the Python API, documented in ``docs/api.md`` and covered by semantic
versioning::

    import quizgen

    decks = quizgen.load("decks")
    paper = decks.form(items=20, seed=7)
    quizgen.write(decks.render(paper, "html"), "out")

Everything else is private by its place: a module of the package may move at any time.
"""

from __future__ import annotations

from quizgen.version import __version__

TYPE_CHECKING = False  # typing has one, too, but costs as much to import as all of this
if TYPE_CHECKING:
    from quizgen.api import (
        Card,
        Choice,
        Code,
        Decks,
        Diagnostic,
        Form,
        Gaps,
        Interaction,
        Item,
        Level,
        LockedError,
        Match,
        MissingExtra,
        Note,
        Numeric,
        OpenResponse,
        Order,
        OutputError,
        Position,
        Problems,
        Report,
        Severity,
        TextEntry,
        TrueFalse,
        UnknownDeckError,
        check,
        load,
        write,
    )

__all__ = [
    "Card",
    "Choice",
    "Code",
    "Decks",
    "Diagnostic",
    "Form",
    "Gaps",
    "Interaction",
    "Item",
    "Level",
    "LockedError",
    "Match",
    "MissingExtra",
    "Note",
    "Numeric",
    "OpenResponse",
    "Order",
    "OutputError",
    "Position",
    "Problems",
    "Report",
    "Severity",
    "TextEntry",
    "TrueFalse",
    "UnknownDeckError",
    "__version__",
    "check",
    "load",
    "write",
]


if not TYPE_CHECKING:  # or no misspelt name would be an error

    def __getattr__(name: str) -> object:
        """Import a part of the API when it is first asked for (PEP 562)."""
        if name not in __all__:
            raise AttributeError(f"module 'quizgen' has no attribute '{name}'")
        from importlib import import_module

        return getattr(import_module("quizgen.api"), name)


def __dir__() -> list[str]:
    """Return the API alone."""
    return __all__
