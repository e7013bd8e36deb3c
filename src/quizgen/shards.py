"""Parts of a paper: which forms, made by processes of this machine or by those of a cluster.

A form is addressed by collection, blueprint, seed and label. So whoever has the decks can make any
of them, in any order and on any machine, and it is the same to the last byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from quizgen.assembly import Assembler
from quizgen.facts import Collection
from quizgen.formats.codes import code_of
from quizgen.model import Blueprint, Edition, Layout
from quizgen.output import File
from quizgen.project import Project
from quizgen.quiz import assembler, files_of_form, language_of, shared_files
from quizgen.reading import read_collection
from quizgen.records import dataclass
from quizgen.workers import LEAST, Task

MOST, LAST = 10_000, 1_000_000
"""Forms of one run, which are all in memory at once; and the highest number of a form."""
SLOW = frozenset({"pdf", "docx"})
"""Media of which a few forms are worth another process."""


class RangeError(ValueError):
    """Raised when there are no such forms, or too many for one run; says what to write."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One of so many equal parts of some forms: 3 of 40 has the third, the forty-third and so on.

    The first part also has what all forms share.
    """

    number: int = 1
    of: int = 1

    @classmethod
    def read(cls, text: str) -> Shard:
        """Return the part that a text names, such as ``3/40``.

        Raises:
            RangeError: when it names none.

        """
        number, slash, of = text.partition("/")
        if not (slash and number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
            raise RangeError(f"'{text}' is no part: write 3/40 for the third of forty")
        return cls(int(number), int(of))

    @property
    def is_first(self) -> bool:
        """Whether it is the part that has what all forms share."""
        return self.number == 1

    def indexes(self, forms: range) -> range:
        """Return the indexes of its forms.

        Raises:
            RangeError: when it has none, or more than one run makes.

        """
        own = forms[self.number - 1 :: self.of]
        if not own:
            raise RangeError(f"part {self.number} of {self.of} has no form of {len(forms):,}")
        if len(own) > MOST:
            parts = -(-len(forms) // MOST)
            message = f"{len(own):,} forms are more than the {MOST:,} of one run"
            raise RangeError(f"{message}: make them in parts, such as '--shard 1/{parts}'")
        return own


def read_forms(text: str) -> range:
    """Return the indexes of the forms that a text names: ``300``, or ``4701-4800``; 0 is form A.

    Raises:
        RangeError: when it names none.

    """
    first, _, last = text.partition("-") if "-" in text else ("1", "-", text)
    if not (first.isdecimal() and last.isdecimal() and 1 <= int(first) <= int(last) <= LAST):
        raise RangeError(f"'{text}' is no number of forms: write 300, or 4701-4800 for some")
    return range(int(first) - 1, int(last))


@dataclass(frozen=True, slots=True)
class Run:
    """What is made of which forms of a blueprint; ``indexes`` count from 0, which is form A."""

    blueprint: Blueprint
    indexes: tuple[int, ...]
    media: tuple[str, ...]
    edition: Edition
    layouts: tuple[Layout, ...]
    is_divided: bool = False


class Papers:
    """The forms of a run, each made once."""

    def __init__(self, assembled: Assembler, collection: Collection, run: Run) -> None:
        self.run = run
        # of form A, whichever forms are made: or a part would have another than the whole
        first = assembled.form(0)
        self._language = language_of((first,), collection)
        self.run_id = f"{code_of(first)} {run.blueprint.vary}: {run.blueprint.command}"
        self._assembler, self._collection = assembled, collection
        self.forms = [self._assembler.form(index) for index in run.indexes]

    def files(self, place: int) -> Iterator[File]:
        """Yield the files of one of the forms."""
        run = self.run
        form = self.forms[place]
        yield from files_of_form(
            form,
            run.media,
            run.edition,
            run.layouts,
            self._language,
            is_divided=run.is_divided,
        )

    def shared(self, forms: range) -> Iterator[File]:
        """Yield the files that all forms share, of which the run may have only a part."""
        run = self.run
        have = dict(zip(run.indexes, self.forms, strict=True))
        every = [have.get(index) or self._assembler.form(index) for index in forms]
        yield from shared_files(every, run.media, run.edition, self._language)

    def with_forms(self, indexes: tuple[int, ...]) -> Papers:
        """Return a run of other forms of the same paper, from the same bank."""
        return Papers(self._assembler, self._collection, replace(self.run, indexes=indexes))

    def tasks(self) -> Iterator[Task]:
        """Yield the work of making the files of each form."""
        weight = LEAST if SLOW.intersection(self.run.media) else LEAST // 20
        for place in range(len(self.forms)):
            yield Task(str(place), _made, (place,), weight)


def _made(papers: Papers, place: int) -> Iterator[tuple[str, bytes]]:
    for file in papers.files(place):
        yield file.path, file.make()


def again(folder: Path, run: Run) -> Papers:
    """Return the forms of a run, from the decks in a folder that are without errors.

    Raises:
        LookupError: when the decks cannot be read.

    """
    collection = read_collection(folder).collection
    if collection is None:
        raise LookupError(f"the decks in {folder} cannot be read")
    assembled = assembler(Project(collection), run.blueprint)
    edition = replace(run.edition, templates=collection.templates)
    return Papers(assembled, collection, replace(run, edition=edition))
