"""The Python API, as ``import quizgen`` offers it: what the command line does, for programs.

It is covered by semantic versioning, with the types that it takes and returns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from quizgen import build as pipeline
from quizgen import quiz
from quizgen.assembly import Assembler
from quizgen.build import Report
from quizgen.clock import now
from quizgen.diagnostics import Code, Diagnostic, Position, Problems, Severity, suggestion
from quizgen.formats import FORM_GROUPS, FORM_MEDIA
from quizgen.locks import LockedError
from quizgen.model import (
    Blueprint,
    Card,
    Choice,
    Edition,
    Form,
    Gaps,
    Interaction,
    Item,
    Layout,
    Level,
    Match,
    Note,
    Numeric,
    OpenResponse,
    Order,
    Paper,
    TextEntry,
    TrueFalse,
    Vary,
)
from quizgen.output import OutputError, write_files
from quizgen.project import UnknownDeckError
from quizgen.questions import QUESTION_TYPES
from quizgen.release.update import Update, inspected, opened, release_notes
from quizgen.resources import MissingExtra

_DEFAULT_FOLDER = "decks"


def load(folder: str | Path = _DEFAULT_FOLDER) -> Decks:
    """Read a folder of decks, as every command does first.

    Raises:
        Problems: when something in it is an error; it carries every problem, warnings too.

    """
    return Decks(Path(folder), opened(Path(folder), now()))


def check(
    folder: str | Path = _DEFAULT_FOLDER, *, sources: str | Path | None = None
) -> tuple[Diagnostic, ...]:
    """Return every problem of a folder of decks, in reading order; none is raised.

    With ``sources``, a folder that has the text of a source as ``<citation key>.txt``, each fact's
    evidence must stand at the place that it names.
    """
    try:
        return inspected(Path(folder), now(), Path(sources) if sources else None).diagnostics
    except Problems as problems:
        return problems.diagnostics


def write(files: Mapping[str, bytes], folder: str | Path = "out") -> tuple[str, ...]:
    """Write what :meth:`Decks.render` returns under a folder; return the paths that changed.

    All files are written, or none is.

    Raises:
        OutputError: when one cannot be written, or its path leads out of the folder.

    """
    return write_files(Path(folder), files).written


class Decks:
    """The decks of a folder, without errors, and what can be made of them.

    Methods that take ``*decks`` mean all decks where none is named.
    """

    def __init__(self, folder: Path, update: Update) -> None:
        self._folder = folder
        self._update = update
        self._project = update.project
        self._assemblers: dict[Blueprint, Assembler] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the decks, in the collection's order."""
        return tuple(deck.id for deck in self._project.collection.decks)

    @property
    def title(self) -> str:
        """The title of the collection."""
        return self._project.collection.title

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What is doubtful in them; an error would have been raised by :func:`load`."""
        return self._update.warnings

    def notes(self, *decks: str) -> tuple[Note, ...]:
        """Return the notes that learners get, each with its cards, in the order of the facts.

        Raises:
            UnknownDeckError: when there is no deck with one of the ids.

        """
        chosen = self._project.chosen(decks)
        every = (note for deck in chosen for note in self._project.notes[deck.id])
        return tuple(note for note in every if not note.origin.retired)

    def items(self, *decks: str, types: Iterable[str] = ()) -> tuple[Item, ...]:
        """Return all items of some question types, or of all, with distractors from all decks.

        Raises:
            UnknownDeckError: when there is no deck with one of the ids.
            ValueError: when there is no such question type.

        """
        wanted = _known(types, QUESTION_TYPES, "question type")
        chosen = self._project.chosen(decks)
        every = (item for deck in chosen for item in self._project.items[deck.id])
        return tuple(item for item in every if item.type in (wanted or QUESTION_TYPES))

    def form(
        self,
        *decks: str,
        items: int = 20,
        types: Iterable[str] = (),
        levels: Iterable[str] = (),
        tags: Iterable[str] = (),
        title: str | None = None,
        minutes: int | None = None,
        seed: int | None = None,
        vary: str | None = None,
        version: int = 0,
        blueprint: str | Path | None = None,
    ) -> Form:
        """Return one version of a paper: 0 is A, and each is the same wherever it is made.

        A ``blueprint`` is a file that says what the paper holds; then ``items`` and ``types`` are
        its own, and decks, ``levels`` and ``tags`` narrow it. ``minutes`` is the time allowed, 0
        for none; ``vary`` tells whether versions differ in ``order`` alone or in ``items``, too.

        Raises:
            Problems: when the blueprint is wrong, or the decks do not have so many items.
            UnknownDeckError: when there is no deck with one of the ids.
            ValueError: when there is no such question type, level or tag.

        """
        keys = {"blueprint": title, "time": minutes, "vary": vary and Vary(vary), "seed": seed}
        wishes = quiz.Wishes(
            decks=decks,
            items=items,
            types=_known(types, QUESTION_TYPES, "question type"),
            levels=tuple(map(Level, _known(levels, Level, "level"))),
            tags=_known(tags, self._project.tags, "tag"),
            keys={name: str(key) for name, key in keys.items() if key is not None},
        )
        self._project.chosen(decks)
        plan = quiz.planned(self._project, wishes, Path(blueprint) if blueprint else None)
        if plan not in self._assemblers:
            assembler = quiz.assembler(self._project, plan)
            short = quiz.shortages(self._project, assembler, wishes)
            if short:
                raise Problems(short)
            self._assemblers[plan] = assembler
        return self._assemblers[plan].form(version)

    def render(
        self,
        forms: Form | Iterable[Form],
        to: str | Iterable[str] = "html",
        *,
        paper: str = Paper.A4,
        editions: Iterable[str] = (Layout.STANDARD,),
        columns: int = 1,
        ink_saving: bool = False,
    ) -> dict[str, bytes]:
        """Return the files of some versions of a paper in some media, by path; none is written.

        Raises:
            MissingExtra: when a medium needs a library that is not installed; the message says how.
            ValueError: when there is no such medium, paper or edition.

        """
        papers = [forms] if isinstance(forms, Form) else list(forms)
        names = _known([to] if isinstance(to, str) else to, [*FORM_GROUPS, *FORM_MEDIA], "medium")
        media = tuple(dict.fromkeys(n for name in names for n in FORM_GROUPS.get(name, (name,))))
        collection = self._project.collection
        edition = replace(
            collection.look, paper=Paper(paper), columns=columns, ink_saving=ink_saving
        )
        layouts = [Layout(layout) for layout in editions]
        language = quiz.language_of(papers, collection)
        files = quiz.files(papers, media, edition, layouts, language)
        return {file.path: file.make() for file in files}

    def build(
        self,
        *decks: str,
        out: str | Path = "out",
        to: Iterable[str] = ("anki", "print"),
        paper: str = Paper.A4,
        editions: Iterable[str] = tuple(Layout),
        columns: int = 1,
        ink_saving: bool = False,
        cut_lines: bool = False,
        frozen: bool = False,
    ) -> Report:
        """Write what is stale of packages and pages, and the ledger, as ``quizgen build`` does.

        The decks are read anew. With ``frozen``, a ledger that would change is an error.

        Raises:
            LockedError: when another build does not end.
            MissingExtra: when a medium needs a library that is not installed.
            OutputError: when a file cannot be written; then none is.
            Problems: when something in the decks, or the ledger, is an error.
            UnknownDeckError: when there is no deck with one of the ids.
            ValueError: when there is no such medium, page, paper or edition.

        """
        names = (*pipeline.GROUPS, *pipeline.NAMES)
        media, pages = pipeline.asked_for(_known(to, names, "medium or page"))
        settings = pipeline.Settings(
            folder=self._folder,
            out=Path(out),
            now=now(),
            decks=decks,
            media=media,
            pages=pages,
            edition=Edition(
                Paper(paper), columns=columns, ink_saving=ink_saving, cut_lines=cut_lines
            ),
            layouts=tuple(map(Layout, editions)),
            frozen=frozen,
        )
        return pipeline.build(settings)

    def release_notes(self) -> str:
        """Return what learners will see change since the last release, as Markdown."""
        return release_notes(self._project, self._update.ledger).decode()


def _known(words: Iterable[str], choices: Iterable[str], noun: str) -> tuple[str, ...]:
    """Return some words, each once; each must be known."""
    names = list(choices)
    for word in (wanted := tuple(dict.fromkeys(words))):
        if word not in names:
            hint = suggestion(word, names) or f"there are: {', '.join(names)}"
            raise ValueError(f"there is no {noun} '{word}'; {hint}")
    return wanted


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
    "check",
    "load",
    "write",
]
