"""What was read of decks and made of each alone, kept for the next build beside what was built.

A deck that is one file, in which nothing is wrong, is not parsed again until that file changes, or
what all decks share: code, sources, words, the head of the collection. What is made of it and of
nothing else is kept by name, and looked into when it is asked for. All of it can be deleted at any
time. A file counts only where it was written, and whole; and whoever wrote it, nothing in it is
run: what is unpickled are values, of our own classes and a few names that stand for things.
"""

from __future__ import annotations

import copyreg
import io
import json
import pickle
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import is_dataclass, replace
from enum import Enum
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Any, TypeVar, cast, overload

from quizgen.checks.table import CODES
from quizgen.diagnostics import Code, Position
from quizgen.digests import code, digest_of, files_of
from quizgen.facts import Collection, Deck
from quizgen.fingerprints import CACHE, digest, here, take
from quizgen.language import Language
from quizgen.model import NoteType
from quizgen.notes import note_types
from quizgen.output import OutputError, remove_files, write_files
from quizgen.resources import user_templates
from quizgen.user_files import UnreadableError, read

T = TypeVar("T")
FOLDER = f"{CACHE}/decks"
LARGEST = 2**28
"""Bytes of a file that are read at the most: a hundred facts take half a megabyte."""
SHARED = ("collection.yaml", "sources.yaml")
OTHERS = (("decimal", "Decimal"), ("markupsafe", "Markup"))
"""Classes of values that are not our own."""
READERS = ("pydantic", "pyyaml")
"""Libraries that read decks, beside those whose version shows in a file."""
_DAMAGES = (
    OSError,
    UnreadableError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    EOFError,
    RecursionError,
    pickle.PickleError,
)
"""What reading a file raises that was damaged."""


class Later(Sequence[T]):
    """A sequence that is read when somebody looks into it; its length is told without that."""

    def __init__(self, size: int, values: Callable[[], Sequence[T]]) -> None:
        self._size = size
        self._make = values

    @cached_property
    def _values(self) -> Sequence[T]:
        return self._make()

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...

    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        return self._values[index]

    def __iter__(self) -> Iterator[T]:
        return iter(self._values)


class KeptDecks:
    """What was read and made of the decks of a folder, in a folder of outputs."""

    def __init__(self, folder: Path, out: Path) -> None:
        self._out = out
        self._shared = _shared(folder)
        self._decks: dict[str, _KeptDeck] = {}
        self.collection: Collection | None = None

    def before(self, path: Path, data: bytes, anew: Callable[[], Deck | None]) -> Deck | None:
        """Return the deck of a file as it was read before, or None where it is another now.

        ``anew`` reads it, for what is not kept of it.
        """
        kept = _KeptDeck(self, self._name(path), digest_of(self._shared, digest(data)), anew)
        deck = kept.head() if kept.read(self._out) else None
        if deck:
            self._decks[deck.id] = kept
        return deck

    def note(self, path: Path, data: bytes, deck: Deck) -> None:
        """Take a deck that was read from a file that holds all of it."""
        key = digest_of(self._shared, digest(data))
        self._decks[deck.id] = _KeptDeck(self, self._name(path), key, lambda: deck)

    def of(self, deck: str, name: str, make: Callable[[], T]) -> T:
        """Return what is made of a deck alone, made before or now; ``name`` tells what it is."""
        kept = self._decks.get(deck)
        return kept.of(name, make) if kept else make()

    def has(self, deck: str, kept: _KeptDeck) -> bool:
        """Whether this is what is kept of a deck."""
        return self._decks.get(deck) is kept

    def keep(self) -> None:
        """Keep what was made of decks, and nothing of those that are gone.

        Where it cannot be written, the next build only takes longer.
        """
        news = [kept for kept in self._decks.values() if kept.is_news]
        current = {kept.file for kept in self._decks.values()}
        with suppress(OSError, OutputError):
            place = _here(self._out)
            files = ((kept.file, kept.dump(place)) for kept in news)
            write_files(self._out, {file: data for file, data in files if data}, settled=False)
            listed = {f"{FOLDER}/{path.name}" for path in (self._out / FOLDER).glob("*")}
            remove_files(self._out, listed - current)

    def _name(self, path: Path) -> str:
        return f"{FOLDER}/{digest(path.as_posix().encode())[:16]}"


class _KeptDeck:
    """A deck with what is kept of it: values by name, each pickled until it is asked for.

    ``decks`` are all that are kept; ``anew`` reads the deck itself.
    """

    def __init__(
        self, decks: KeptDecks, file: str, key: str, anew: Callable[[], Deck | None]
    ) -> None:
        self.decks = decks
        self.file = file
        self.key = key
        self.anew = anew
        self._pickled: dict[str, bytes] = {}
        self._values: dict[str, Any] = {}

    @property
    def is_news(self) -> bool:
        """Whether there is a value that has not been written."""
        return self._values.keys() > self._pickled.keys() or not self._pickled

    def read(self, out: Path) -> bool:
        """Take what a file holds of just this; return whether it does."""
        try:
            head, _, body = read(out / self.file, LARGEST).partition(b"\n")
            where, key, checksum, sizes = json.loads(head)
            if [where, key, checksum] != [_here(out), self.key, digest(body)]:
                return False
            start = 0
            for name, size in sizes.items():
                self._pickled[name] = body[start : start + size]
                start += size
        except _DAMAGES:
            return False
        return "head" in self._pickled

    def dump(self, place: list[int]) -> bytes:
        """Return the bytes of a file that holds all values; none where one cannot be pickled."""
        deck = self.deck
        try:
            if "head" not in self._pickled:
                head = replace(deck, facts=())
                self._pickled["head"] = _pickled((head, len(deck.facts)), deck)
            for name, value in self._values.items():
                self._pickled.setdefault(name, _pickled(value, deck))
        except (pickle.PickleError, TypeError, AttributeError, RecursionError):
            return b""
        body = b"".join(self._pickled.values())
        sizes = {name: len(data) for name, data in self._pickled.items()}
        head_line = json.dumps([place, self.key, digest(body), sizes])
        return head_line.encode() + b"\n" + body

    def head(self) -> Deck | None:
        """Return the deck, its facts to be read when somebody looks into them."""
        try:
            head, size = self._unpickled("head")
        except _DAMAGES:
            return None
        facts = Later(size, lambda: self.deck.facts)
        return cast("Deck", replace(head, facts=facts))

    def of(self, name: str, make: Callable[[], T]) -> T:
        """Return a value by its name."""
        if name not in self._values:
            try:
                self._values[name] = self._unpickled(name)
            except _DAMAGES:
                self._pickled.pop(name, None)
                self._values[name] = make()
        return cast("T", self._values[name])

    def _unpickled(self, name: str) -> Any:
        return _Unpickler(io.BytesIO(self._pickled[name]), self).load()

    @cached_property
    def deck(self) -> Deck:
        """The deck itself, read anew where it has not been read yet."""
        deck = self.anew()
        assert deck is not None  # noqa: S101 - it could be read before, of the same bytes
        return deck

    def locate(self, index: int, *loc: str | int) -> Position:
        """Return a place in a fact by its number; in the head of the deck by -1."""
        return (self.deck if index < 0 else self.deck.facts[index]).locate(*loc)

    def language(self, tag: str) -> Language:
        """Return a language that the deck is asked in."""
        decks = self._collection.decks
        deck = next(deck for deck in decks if self.decks.has(deck.id, self))
        return self._collection.language_in(deck, tag)

    def note_type(self, key: str) -> NoteType:
        """Return a note type by its key."""
        return next(type_ for type_ in note_types(self._collection) if type_.key == key)

    @property
    def _collection(self) -> Collection:
        if self.decks.collection is None:  # as while heads are read, in which none is named
            raise pickle.UnpicklingError("nothing can be named before the collection is read")
        return self.decks.collection


def _here(out: Path) -> list[int]:
    return here(f"{out.as_posix()}/{CACHE}")


def _shared(folder: Path) -> str:
    """Return the digest of what all decks are read and made with."""
    own = user_templates(folder)
    heads = [(name, take(folder / name)) for name in SHARED]
    return digest_of(
        code(),
        sys.version,
        [metadata.version(library) for library in READERS],
        folder.as_posix(),
        files_of(own) if own else (),
        [(name, print_.digest if print_ else "") for name, print_ in heads],
    )


# --- pickling ---------------------------------------------------------------------------------


class _Locator:
    """Tells where a fact stands; the file is read again for places in it."""

    __slots__ = ("_deck", "_index", "_start")

    def __init__(self, deck: _KeptDeck, index: int, *start: Any) -> None:
        self._deck = deck
        self._index = index
        self._start = Position(*start)

    def __call__(self, *loc: str | int) -> Position:
        return self._deck.locate(self._index, *loc) if loc else self._start


def _stand_in(*_: object) -> object:
    """Stands in a file for what :meth:`_Unpickler.stand_in` returns."""
    raise pickle.UnpicklingError


def _pickled(value: object, deck: Deck) -> bytes:
    """Return a value as bytes; what is not the deck's own, and where a fact stands, by name."""
    places: Mapping[int, int] = {
        id(locate): index
        for index, locate in enumerate([deck.locate, *(fact.locate for fact in deck.facts)], -1)
    }

    def located(locate: Any) -> tuple[Callable[..., object], tuple[object, ...]]:
        if id(locate) not in places:
            raise pickle.PicklingError
        start: Position = locate()
        return _stand_in, ("locate", places[id(locate)], start.path, start.line, start.column)

    file = io.BytesIO()
    pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = copyreg.dispatch_table | {
        type(deck.locate): located,
        Language: lambda language: (_stand_in, ("language", language.tag)),
        NoteType: lambda note_type: (_stand_in, ("note type", note_type.key)),
        Code: lambda code: (_stand_in, ("code", code.name)),
    }
    pickler.dump(value)
    return file.getvalue()


class _Unpickler(pickle.Unpickler):
    """Makes values of our own classes, and nothing else."""

    def __init__(self, file: io.BytesIO, deck: _KeptDeck) -> None:
        super().__init__(file)
        self._deck = deck

    def find_class(self, module: str, name: str) -> Any:
        """Return a class of values by its name."""
        if (module, name) == (__name__, _stand_in.__name__):
            return self.stand_in
        named = getattr(sys.modules.get(module), name, None)
        is_ours = module.startswith("quizgen.") and isinstance(named, type)
        is_value = is_dataclass(named) or (isinstance(named, type) and issubclass(named, Enum))
        if (is_ours and is_value) or (module, name) in OTHERS:
            return named
        raise pickle.UnpicklingError(f"{module}.{name} is no value")

    def stand_in(self, what: str, *about: Any) -> object:
        """Return what a name in a file stands for."""
        match what:
            case "locate":
                index, *start = about
                return _Locator(self._deck, index, *start)
            case "language":
                return self._deck.language(*about)
            case "note type":
                return self._deck.note_type(*about)
            case "code":
                return CODES[about[0]]
        raise pickle.UnpicklingError(what)
