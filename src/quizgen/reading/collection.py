"""A folder of YAML files → a Collection, with every problem of every file at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from quizgen.checks.stages.files import NO_FILE, NOT_A_DECK
from quizgen.checks.stages.keys import (
    DUPLICATE_ID,
    MISSING_KEY,
    UNKNOWN_DECK,
    UNKNOWN_KIND,
    UNKNOWN_SOURCE,
    WRONG_TYPE,
    WRONG_VALUE,
)
from quizgen.checks.stages.rows import STRAY_SHEET
from quizgen.checks.stages.translations import UNKNOWN_FACT
from quizgen.diagnostics import (
    Diagnostic,
    Position,
    Unreadable,
    Vocabulary,
    has_errors,
    in_order,
    suggestion,
)
from quizgen.facts import KINDS, Collection, Deck, Fact
from quizgen.facts.row import Row
from quizgen.facts.translation import Translation
from quizgen.language import Language, Phrase, language
from quizgen.model import CELL, Kind, Media, NoteType, Reference
from quizgen.reading.csl import CslItem
from quizgen.reading.deck_paths import COLLECTION, SOURCES, deck_paths, sheet_paths
from quizgen.reading.events import Node, read_yaml
from quizgen.reading.grids import Grid, RefusedRowsError, file_of, read_grid
from quizgen.reading.media import read_logo, read_media, read_named
from quizgen.reading.note_types import FOLDER, HEAD, read_note_types
from quizgen.reading.places import places
from quizgen.reading.readings import with_readings
from quizgen.reading.rows import names, new_ids, read_rows
from quizgen.reading.strings import problems_of_words, read_strings
from quizgen.reading.translations import Base, id_of, tags_in, tags_of, translate
from quizgen.reading.validation import validate
from quizgen.records import dataclass
from quizgen.resources import user_templates
from quizgen.user_files import LARGEST_TEXT, Folder, UnreadableError, read, same

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folder holds: the collection, unless something is wrong, and what is wrong."""

    collection: Collection | None
    diagnostics: tuple[Diagnostic, ...]


class Keeper(Protocol):
    """Keeps decks that are one file each, with nothing wrong in it, from one reading to another."""

    def before(self, path: Path, data: bytes, anew: Callable[[], Deck | None]) -> Deck | None:
        """Return the deck of a file as it was read before, or None where it is another now."""

    def note(self, path: Path, data: bytes, deck: Deck) -> None:
        """Take a deck that was read."""


def read_collection(folder: Path, keeper: Keeper | None = None) -> Reading:
    """Read a folder of decks. Never raises for what is in it.

    Decks stand in the collection's order; those it does not name follow by file name. The
    ``keeper`` has decks that need not be read again, and takes those that were.
    """
    reader = _CollectionReader(folder, keeper)
    collection = reader.collection()
    references = reader.references()
    decks = tuple(
        reader.with_translations(filter(None, [reader.deck(p) for p in reader.deck_files()]))
    )
    reader.say(reader.stray_sheets())
    if len({deck.id for deck in decks}) < len(decks):
        reader.say(_twice((deck.id, deck.locate("id")) for deck in decks))
    reader.say(_uncited(reader.read_now(decks), references))
    if collection:
        reader.say(_absent(collection, decks))
    problems = in_order(reader.diagnostics)
    if collection is None or has_errors(problems):
        return Reading(None, problems)
    reader.keep(decks)
    rank = {id_: place for place, id_ in enumerate(collection.order)}
    decks = tuple(sorted(decks, key=lambda deck: rank.get(deck.base or deck.id, len(rank))))
    return Reading(replace(collection, decks=decks, references=references), problems)


def deck_files(folder: Path) -> dict[str, str]:
    """Return the files of a folder's decks by id, as far as they can be read."""
    return {id_: files[0] for id_, files in every_file(folder).items()}


def every_file(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return the files of each deck by its id: its own, and the sheet of its rows if it has one.

    A translation has the files of its deck, too.
    """
    files: dict[str, tuple[str, ...]] = {}
    translations: dict[str, tuple[str, str]] = {}
    reader = _CollectionReader(folder)
    for path in reader.deck_files():
        node = reader._node(path)
        keys = node.value if node and isinstance(node.value, dict) else {}
        texts = {key: child.value for key, child in keys.items() if isinstance(child.value, str)}
        if "translation" in texts:
            name = texts.get("id", id_of(texts.get("of", ""), texts["translation"]))
            translations[name] = (path.as_posix(), texts.get("of", ""))
            continue
        rows = keys.get("rows")
        sheet = reader.names.find(path.parent, file_of(rows)) if rows and file_of(rows) else None
        name = texts.get("id", path.stem)
        files[name] = (path.as_posix(), *([sheet.as_posix()] if sheet else []))
        for tag in tags_in(sheet) if sheet else ():
            translations.setdefault(id_of(name, tag), ("", name))
    return files | {
        name: (*([file] if file else []), *files.get(of, ()))
        for name, (file, of) in translations.items()
    }


class _CollectionReader:
    """The files of one folder, and what was found wrong with them so far."""

    def __init__(self, folder: Path, keeper: Keeper | None = None) -> None:
        self.folder = folder
        self.keeper = keeper
        self.kept: dict[str, Callable[[], Deck | None]] = {}
        self.read: dict[str, tuple[Path, bytes]] = {}
        self.names = Folder(folder)
        self.head = folder / COLLECTION
        self.diagnostics: list[Diagnostic] = []
        self.speech: Language | None = None
        self.strings: Mapping[str, Mapping[str, Phrase]] = {}
        self.note_types: Mapping[str, NoteType] = {}
        self.sheets: dict[str, Path | None] = {}
        self.grids: dict[str, Grid] = {}
        self.bases: dict[str, tuple[Path, Base]] = {}
        self.overlays: list[Node] = []

    def say(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics += diagnostics

    def deck_files(self) -> list[Path]:
        """Return the files of decks, those in sub-folders too, and say what is odd about them."""
        listed = deck_paths(self.names, self.folder)
        self.say(listed.diagnostics)
        return [path for path in listed.paths if path not in (self.head, self.folder / SOURCES)]

    def stray_sheets(self) -> Iterator[Diagnostic]:
        """Yield the sheets among the decks that none of them has its rows in."""
        for path in sheet_paths(self.names, self.folder):
            if path not in self.sheets.values():
                message = "no deck has its rows in this sheet"
                hint = f"write 'rows: {path.name}' in one, or put the file elsewhere"
                yield Diagnostic(Position(path.as_posix()), STRAY_SHEET, message, hint)

    def collection(self) -> Collection | None:
        if not os.path.lexists(self.head):
            self.say([_no_collection(self.head)])
            return None
        node = self._node(self.head)
        own = user_templates(self.folder)
        strings = self.strings = self._strings(own / "language") if own else {}
        if node is None:
            return None
        note_types, problems = read_note_types(own) if own else ({}, [])
        self.say(problems)
        self.note_types = note_types
        given = {"locate": node.locate, "templates": own, "strings": strings}
        collection = self._made(Collection, node, note_types=note_types, **given)
        self.speech = collection.speech if collection else None
        return collection and replace(collection, logo=self._logo(collection))

    def _logo(self, collection: Collection) -> Media | None:
        """Return the picture that a theme names."""
        name = collection.theme.logo
        if name is None:
            return None
        place = collection.locate("theme", "logo")
        logo = read_logo(self.folder, name, place, collection.title)
        self.say([logo] if isinstance(logo, Diagnostic) else [])
        return None if isinstance(logo, Diagnostic) else logo

    def _strings(self, folder: Path) -> dict[str, dict[str, Phrase]]:
        """Return a user's own words by language."""
        by_language = {}
        for path in sorted(folder.glob("*.yaml")):
            is_empty = path.is_file() and not path.stat().st_size
            node = None if is_empty else self._node(path, folder)
            if node:
                by_language[path.stem], problems = read_strings(path.stem, node)
                self.say(problems)
        return by_language

    def references(self) -> dict[str, Reference]:
        path = self.folder / SOURCES
        node = self._node(path) if os.path.lexists(path) else None
        if node is None:
            return {}
        listed = node.value.get("references") if isinstance(node.value, dict) else None
        if listed is None or not isinstance(listed.value, list):
            message = "the key 'references' with a list is missing"
            hint = "write CSL-YAML, as pandoc and Zotero do"
            self.say([Diagnostic(node.position, MISSING_KEY, message, hint)])
            return {}
        items = [(entry, self._made(CslItem, entry)) for entry in listed.value]
        self.say(_twice((item.id, entry.locate("id")) for entry, item in items if item))
        return {item.id: item.reference() for _, item in items if item}

    def deck(self, path: Path) -> Deck | None:
        """Return the deck of a file, as it was read before where it is the same."""
        data = self._data(path)
        if data is None:
            return None
        anew = partial(self._deck_of, path, data)
        deck = self.keeper.before(path, data, anew) if self.keeper else None
        if deck:
            self.kept[deck.id] = anew
        return deck or anew()

    def read_now(self, decks: Iterable[Deck]) -> list[Deck]:
        """Return those of some decks that were read now; the facts of others are read later."""
        return [deck for deck in decks if isinstance(deck.facts, tuple)]

    def keep(self, decks: Iterable[Deck]) -> None:
        """Hand those that were read, and are one file each with nothing wrong in it, on."""
        faulty = {diagnostic.position.path for diagnostic in self.diagnostics}
        translated = {deck.base for deck in decks}
        for deck in self.read_now(decks):
            is_alone = not (deck.base or deck.media or deck.table or deck.columns or deck.note_type)
            is_sound = deck.id not in translated and deck.paths.isdisjoint(faulty)
            if self.keeper and is_alone and is_sound:
                self.keeper.note(*self.read[deck.id], deck)

    def _deck_of(self, path: Path, data: bytes) -> Deck | None:
        node = self._parsed(path, data)
        if node is None:
            return None
        if isinstance(node.value, dict) and "translation" in node.value:
            self.overlays.append(node)
            return None
        if not isinstance(node.value, dict) or "deck" not in node.value:
            if not (isinstance(node.value, dict) and "blueprint" in node.value):
                message = "this is no deck: it has no 'deck' key"
                self.say([Diagnostic(node.position, NOT_A_DECK, message, _meant(path))])
            return None
        deck = self._deck(node, path.parent, self._asking(node, self.speech))
        if deck:
            tag = deck.language or (self.speech.tag if self.speech else "en")
            ids = tuple(fact.id for fact in deck.facts if fact.kind is Kind.ROW)
            base = Base(node, tag, self.grids.get(deck.id), ids)
            self.bases.setdefault(deck.id, (path.parent, base))
            self.read[deck.id] = path, data
        return deck

    def _deck(
        self, node: Node, start: Path, reading: Language | None, grid: Grid | None = None
    ) -> Deck | None:
        """Return the deck that a file holds; its numbers are read as a language writes them.

        ``grid`` holds its rows, where they are not to be read.
        """
        assert isinstance(node.value, dict)  # noqa: S101 - whoever calls has looked
        head = Node(
            {key: value for key, value in node.value.items() if key not in ("rows", "facts")},
            node.position,
            node.keys,
        )
        deck = self._with_type(self._made(Deck, head, locate=places(head)))
        if deck and deck.words:
            self.say(problems_of_words(node.value["words"], (reading or language("en")).locale))
        own = tuple(self._facts(node, reading, ruby=bool(deck and deck.ruby)))
        if deck:
            rows = grid or self._grid(deck, start, node.value.get("rows"))
            deck = self._with_rows(deck, rows, reading) if rows else deck
        facts = (*deck.facts, *own) if deck else own
        self.say(_twice((fact.id, fact.locate("id")) for fact in facts))
        media, problems = read_media(self.names, start, facts)
        self.say(problems)
        of_rows = (fact for fact in facts if isinstance(fact, Row))
        named, problems = read_named(self.names, start, of_rows)
        self.say(problems)
        return deck and replace(deck, facts=facts, media=named | media)

    def _with_type(self, deck: Deck | None) -> Deck | None:
        """Return a deck with the note type of its rows, where it names a curator's own."""
        if deck is None or deck.note_type is None:
            return deck
        if deck.note_type not in self.note_types:
            message = f"there is no note type '{deck.note_type}' of your own"
            folder = f"templates/{FOLDER}/{deck.note_type}/"
            hint = suggestion(deck.note_type, self.note_types) or f"begin one: {folder}{HEAD}"
            self.say([Diagnostic(deck.locate("note_type"), WRONG_VALUE, message, hint)])
        return replace(deck, own_type=self.note_types.get(deck.note_type))

    # --- translations -------------------------------------------------------------------------

    def with_translations(self, decks: Iterable[Deck]) -> Iterator[Deck]:
        """Yield decks, each with its translations after it."""
        overlays = [
            (node, self._made(Translation, _head_of(node), locate=node.locate))
            for node in self.overlays
        ]
        ids: dict[str, None] = {}
        for kept in decks:
            ids[kept.id] = None
            own = {t.translation: (node, t) for node, t in overlays if t and t.of == kept.id}
            deck = (self.kept.pop(kept.id)() if own and kept.id in self.kept else None) or kept
            yield deck
            if deck.id not in self.bases:
                continue  # it was kept, which no deck is that is translated
            start, base = self.bases[deck.id]
            heads = tags_of(base.grid.heads) if base.grid else ()
            for tag in dict.fromkeys((*own, *heads)):
                usual = (None, Translation(translation=tag, of=deck.id, locate=deck.locate))
                translated = self._translation(deck, start, base, *own.get(tag, usual))
                if translated:
                    yield translated
        for _, translation in overlays:
            if translation and translation.of not in ids:
                hint = suggestion(translation.of, ids) or f"there are: {_ids(ids)}"
                message = f"there is no deck '{translation.of}' to be translated"
                self.say([Diagnostic(translation.locate("of"), UNKNOWN_FACT, message, hint)])

    def _translation(
        self, deck: Deck, start: Path, base: Base, overlay: Node | None, head: Translation
    ) -> Deck | None:
        """Return a deck in another language, unless quizgen has no words in it."""
        place = head.locate("translation")
        try:
            language(head.translation, self.strings)
        except Unreadable as error:
            self.say([Diagnostic(place, WRONG_VALUE, str(error), error.hint)])
            return None
        texts = translate(base, overlay, head)
        self.say(texts.problems)
        assert isinstance(texts.head.value, dict)  # noqa: S101 - made as one
        value = {**texts.head.value, "facts": Node(list(texts.facts), texts.head.position)}
        node = Node(value, texts.head.position, texts.head.keys)
        read = self._deck(node, start, language(base.tag, self.strings), texts.grid)
        stamps = tuple(texts.stamps)
        return read and replace(read, base=deck.id, sheet=deck.sheet, stamps=stamps, new_ids=())

    def _asking(self, node: Node, usual: Language | None) -> Language | None:
        """Return the language that a deck or a fact says it is in, or else the usual one."""
        tag = node.value.get("language") if isinstance(node.value, dict) else None
        if tag is None or not isinstance(tag.value, str):
            return usual
        try:
            return language(tag.value, self.strings)
        except Unreadable as error:
            self.say([Diagnostic(tag.position, WRONG_VALUE, str(error), error.hint)])
            return usual

    def _grid(self, deck: Deck, start: Path, rows: Node | None) -> Grid | None:
        """Return the rows of a deck as they are written, None where it has none."""
        if rows is None:
            if deck.columns:
                hint = "write them here, or name a sheet: 'rows: words.csv'"
                message = "the deck describes columns and has no 'rows'"
                self.say([Diagnostic(deck.locate("columns"), MISSING_KEY, message, hint)])
            return None
        sheet = self.names.find(start, file_of(rows)) if file_of(rows) else None
        self.sheets[deck.id] = sheet
        try:
            own = deck.own_type.fields if deck.own_type else ()
            described = tuple(dict.fromkeys((*own, *names(deck.columns))))
            grid = read_grid(self.names, start, rows, described, _of_html(deck.own_type))
        except RefusedRowsError as refusal:
            self.say(refusal.problems)
            return None
        self.grids[deck.id] = grid
        return grid

    def _with_rows(self, deck: Deck, grid: Grid, reading: Language | None) -> Deck:
        """Return a deck with the facts of its rows, and the ids that were made for them."""
        rows, problems = read_rows(grid, deck, reading or language("en"))
        self.say(problems)
        new = new_ids(grid, rows)
        sheet = self.sheets.get(deck.id)
        path = sheet.as_posix() if sheet else ""
        return replace(deck, table=rows.columns, facts=rows.facts, sheet=path, new_ids=new)

    def _facts(self, deck: Node, asking: Language | None, *, ruby: bool) -> Iterator[Fact]:
        assert isinstance(deck.value, dict)  # noqa: S101 - deck() has looked
        listed = deck.value.get("facts")
        if listed is None or not listed.value:
            return
        if not isinstance(listed.value, list):
            message = "'facts' is not a list"
            self.say(
                [Diagnostic(listed.position, WRONG_TYPE, message, "begin each fact with '- '")]
            )
            return
        nodes = map(with_readings, listed.value) if ruby else listed.value
        yield from filter(None, (self._fact(node, asking) for node in nodes))

    def _fact(self, node: Node, asking: Language | None) -> Fact | None:
        if not isinstance(node.value, dict):
            message = "a fact is a mapping"
            hint = f"begin it with its kind, e.g. '- question: …' ({', '.join(KINDS)})"
            self.say([Diagnostic(node.position, WRONG_TYPE, message, hint)])
            return None
        first = next(iter(node.value), "")
        if first not in KINDS:
            self.say([_unknown_kind(node, first)])
            return None
        kind = Kind(first)
        asking = self._asking(node, asking)
        fact, problems = validate(KINDS[kind], node, asking, kind=kind, locate=places(node))
        self.say(problems)
        return fact

    def _node(self, path: Path, within: Path | None = None) -> Node | None:
        data = self._data(path, within)
        return None if data is None else self._parsed(path, data)

    def _data(self, path: Path, within: Path | None = None) -> bytes | None:
        try:
            return read(path, LARGEST_TEXT, within or self.folder)
        except (FileNotFoundError, UnreadableError) as error:
            why = "it is a link that leads nowhere" if isinstance(error, OSError) else error
            message = f"the file cannot be read: {why}"
            self.say([Diagnostic(Position(path.as_posix()), NO_FILE, message)])
            return None

    def _parsed(self, path: Path, data: bytes) -> Node | None:
        node, problems = read_yaml(path.as_posix(), data)
        self.say(problems)
        return node

    def _made(self, cls: type[T], node: Node | None, **given: object) -> T | None:
        if node is None:
            return None
        value, problems = validate(cls, node, self.speech, **given)
        self.say(problems)
        return value


def _of_html(own: NoteType | None) -> frozenset[str]:
    """Return the fields of a note type whose cells are HTML as they are."""
    if own is None or own.own is None:
        return frozenset()
    pairs = zip(own.fields, own.own.around, strict=True)
    return frozenset(name for name, around in pairs if around == CELL)


def _no_collection(path: Path) -> Diagnostic:
    """Say what is missing; most often it is a step up or down to the right folder."""
    folder = path.parent
    message = f"there is no {COLLECTION} in it" if folder.is_dir() else "there is no such folder"
    hint = "write it with 'id:' and 'title:', or name another folder with --decks"
    if not folder.is_dir():
        hint = f"go to the folder that has '{folder}' in it, or name another with --decks"
    if (folder.parent / COLLECTION).is_file():
        hint = "you are inside the folder of decks: go up to the one around it, or say '--decks .'"
    place = path if folder.is_dir() else folder
    return Diagnostic(Position(place.as_posix()), NO_FILE, message, hint)


def _head_of(node: Node) -> Node:
    """Return the head of a translation."""
    assert isinstance(node.value, dict)  # noqa: S101 - it has a key
    kept = {key: value for key, value in node.value.items() if key not in ("facts", "columns")}
    return Node(kept, node.position, node.keys)


def _ids(decks: Iterable[str]) -> str:
    return ", ".join(decks) or "none"


def _meant(path: Path) -> str:
    """Return what to do with a YAML file that is no deck."""
    for name in (COLLECTION, SOURCES):
        if same(path.stem) == name.partition(".")[0]:
            return f"call it '{name}', beside the decks, if it is that"
    return "begin it with 'deck: <title>'"


def _unknown_kind(node: Node, first: str) -> Diagnostic:
    assert isinstance(node.value, dict)  # noqa: S101 - _fact() has looked
    later = next((key for key in node.value if key in KINDS), None)
    if later:
        hint = f"put '{later}:' first; a fact's first key names its kind"
    else:
        hint = suggestion(first, KINDS) or f"begin with one of {', '.join(KINDS)}"
    return Diagnostic(node.locate_key(first), UNKNOWN_KIND, f"'{first}' is no kind of fact", hint)


def _twice(ids: Iterable[tuple[str, Position]]) -> Iterator[Diagnostic]:
    first: dict[str, Position] = {}
    for id_, position in ids:
        if id_ in first:
            hint = f"first at {first[id_].path}, line {first[id_].line}"
            yield Diagnostic(position, DUPLICATE_ID, f"the id '{id_}' is taken", hint)
        first.setdefault(id_, position)


def _uncited(decks: Iterable[Deck], references: Mapping[str, Reference]) -> Iterator[Diagnostic]:
    """Yield the sources that are cited but not there."""
    near = Vocabulary(references)
    for deck in decks:
        if deck.source and deck.source not in references:
            yield _no_source(deck.source, deck.locate("source"), near)
        for fact in deck.facts:
            if fact.source and fact.source not in references:
                yield _no_source(fact.source, fact.locate("source"), near)
            for index, passage in enumerate(fact.also):
                if passage.source not in references:
                    place = fact.locate("also", index, "source")
                    yield _no_source(passage.source, place, near)


def _absent(collection: Collection, decks: Iterable[Deck]) -> Iterator[Diagnostic]:
    """Yield the entries of ``order`` that name no deck."""
    ids = frozenset(deck.id for deck in decks)
    near = Vocabulary(sorted(ids))
    for index, id_ in enumerate(collection.order):
        if id_ not in ids:
            place = collection.locate("order", index)
            message = f"there is no deck '{id_}'"
            yield Diagnostic(place, UNKNOWN_DECK, message, suggestion(id_, near))


def _no_source(key: str, position: Position, near: Vocabulary) -> Diagnostic:
    hint = suggestion(key, near) or f"add it to {SOURCES}"
    return Diagnostic(position, UNKNOWN_SOURCE, f"there is no source '{key}'", hint)
