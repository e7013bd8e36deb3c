"""A bundle moves in with its GUIDs, note types and deck names: to its learners, the same deck.

Each note type becomes a folder of files, its templates and its style as they were. The notes of one
type in one deck become a deck of rows, one row a note. What stands in a field becomes Markdown, or
the name of a picture or a sound, where just the same field is made of that again for every note;
otherwise the column keeps its HTML.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from quizgen import html_reading
from quizgen.diagnostics import Position, counted
from quizgen.facts.values import GUID, TAG
from quizgen.imports import package, writing
from quizgen.imports.bundle import Bundle, BundledNote, ImportRefused, NoteTypeJson
from quizgen.imports.plan import Options, Plan, Target
from quizgen.imports.wordings import wordings
from quizgen.model import CELL, Kind, Level, Media, Note, NoteType, Origin, OwnTemplates
from quizgen.notes.custom import ordinals
from quizgen.reading.media import is_refused
from quizgen.reading.note_types import FOLDER, HEAD, KEY, MEDIA, SETTINGS, STYLE
from quizgen.release import identity
from quizgen.release.ledger import Entry, Released, Stamp
from quizgen.slugs import slug
from quizgen.user_files import LARGEST_TEXT, is_reserved

ROLES = ("id", "tags", "guid")
SHOWN = 3
"""How many things a sentence names before it only counts."""
UNDESCRIBED = "Picture: "
"""Begins the words for pictures of which nobody has said what they show."""
_ONE_FILE = re.compile(
    r"""(?P<before><img\b[^<>]*?\bsrc=["']?|\[sound:)(?P<name>[^"'<>\]]+)(?P<after>[^<>]*>|\])""",
    re.IGNORECASE | re.DOTALL,
)
_OF_TYPE = frozenset("id name type mod usn did css flds tmpls tags vers req ls __type__".split())
_OF_FIELD = frozenset(("name", "ord", "media", "__type__"))
_OF_TEMPLATE = frozenset(("name", "ord", "qfmt", "afmt", "did", "__type__"))
_IN_STYLE = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""", re.IGNORECASE)


@dataclass(slots=True)
class _Adopted:
    """A note type as it is adopted, and what is noted of it on the way."""

    note_type: NoteType
    folder: str
    changed: int
    inexact: dict[str, tuple[int, str]] = field(default_factory=dict)


def plan(bundle: Bundle, target: Target, options: Options) -> Plan:
    """Return what is written for all that a bundle holds.

    Raises:
        ImportRefused: where there is nothing to write.

    """
    for data in options.released:
        bundle = as_released(bundle, package.read(data))
    return _Adoption(bundle, target, asks=options.asks).plan()


def as_released(bundle: Bundle, learnt: Bundle) -> Bundle:
    """Return a bundle with the ids and times that learners have, where it has none of Anki's.

    Note types are the same if they have one name and the same fields, notes if they have one GUID.
    """
    by_shape = {_shape(type_): type_ for type_ in learnt.types.values()}
    types = dict(bundle.types)
    for key, type_ in bundle.types.items():
        theirs = by_shape.get(_shape(type_))
        if theirs:
            types[key] = type_ | {"id": theirs["id"], "mod": theirs["mod"]}
            for part in ("flds", "tmpls"):
                ids = [
                    {k: v for k, v in part_of_type.items() if k == "id"}
                    for part_of_type in theirs[part]
                ]
                types[key][part] = [a | b for a, b in zip(type_[part], ids, strict=False)]
    had = {note.guid: note for note in learnt.notes}
    notes = (
        replace(note, added=had[note.guid].added, released=had[note.guid])
        if note.guid in had
        else note
        for note in bundle.notes
    )
    return replace(bundle, types=types, notes=tuple(notes))


def _shape(type_: NoteTypeJson) -> tuple[str, ...]:
    return (str(type_["name"]), *(str(part["name"]) for part in type_["flds"]))


class _Adoption:
    """Plans the files of a bundle, and keeps what is left out."""

    def __init__(self, bundle: Bundle, target: Target, *, asks: bool) -> None:
        self.bundle = bundle
        self.target = target
        self.asks = asks
        self.left: list[str] = list(bundle.left)
        self.becomes: list[str] = []
        self.files: dict[str, bytes] = {}
        self.entries: dict[str, Entry] = {}
        self.types: dict[str, Stamp] = {}
        self.deck_ids = set(target.decks)
        self.titles = set(target.titles)
        self.type_names = set(target.note_types)
        self.media: dict[str, bytes] = {}
        self.missing: set[str] = set()
        self.folder = f"media/{target.base}"

    def plan(self) -> Plan:
        notes = tuple(self._comes(self.bundle.notes))
        groups: dict[str, list[BundledNote]] = defaultdict(list)
        for note in notes:
            groups[note.type].append(note)
        if not groups:
            why = "; ".join(self.left) or "there is no note in it"
            raise ImportRefused(why)
        decks = len({(note.type, _deck(note)) for note in notes})
        for type_, some in groups.items():
            adopted = self._type(self.bundle.types[type_], some)
            by_deck: dict[str, list[BundledNote]] = defaultdict(list)
            for note in some:
                by_deck[_deck(note)].append(note)
            for deck, own in by_deck.items():
                self._deck(adopted, deck, own, is_only=decks == 1)
            self._tell_html(adopted, len(some))
            self._tell_paper(adopted)
        self._tell_rest(notes)
        return Plan(
            files=self.files,
            becomes=tuple(self.becomes),
            left=tuple(self.left),
            notes=self.entries,
            types=self.types,
            count=len(self.bundle.notes),
            coming=len(notes),
        )

    # --- notes --------------------------------------------------------------------------------

    def _comes(self, notes: Iterable[BundledNote]) -> Iterator[BundledNote]:
        """Yield the notes that can come, each with as many fields as its note type has."""
        reasons: dict[str, list[str]] = defaultdict(list)
        for note in notes:
            type_ = self.bundle.types.get(note.type)
            if type_ is None:
                reasons["have a note type that is not in it"].append(note.guid)
            elif note.guid in self.target.guids:
                reasons["are in the collection already"].append(note.guid)
            elif not re.fullmatch(GUID, note.guid):
                reasons["have a GUID that is none"].append(note.guid)
            elif not any(map(str.strip, note.fields)):
                reasons["are empty"].append(note.guid)
            else:
                count = len(type_["flds"])
                if len(note.fields) != count:
                    reasons["did not have as many fields as their note type, and have now"].append(
                        note.guid
                    )
                yield replace(note, fields=(*note.fields, *[""] * count)[:count])
        self.left += [f"{counted(len(g), 'note')} {why}: {_some(g)}" for why, g in reasons.items()]

    # --- note types ---------------------------------------------------------------------------

    def _type(self, type_: NoteTypeJson, notes: Sequence[BundledNote]) -> _Adopted:
        name = str(type_["name"])
        folder = writing.named(name, self.type_names)
        fields = tuple(str(f["name"]) for f in type_["flds"])
        templates = tuple(str(t["name"]) for t in type_["tmpls"])
        sides = tuple((str(t["qfmt"]), str(t["afmt"])) for t in type_["tmpls"])
        columns = [[note.fields[i] for note in notes] for i in range(len(fields))]
        around = tuple(map(self._around, columns))
        style = str(type_.get("css", ""))
        own = OwnTemplates(
            sides=tuple((_text(front), _text(back)) for front, back in sides),
            style=_text(style),
            around=around,
            fields=tuple(json.dumps(_rest(f, _OF_FIELD)) for f in type_["flds"]),
            templates=tuple(json.dumps(_rest(t, _OF_TEMPLATE)) for t in type_["tmpls"]),
            settings=json.dumps(_rest(type_, _OF_TYPE)),
            media=tuple(self._of_templates([style, *(text for pair in sides for text in pair)])),
        )
        note_type = NoteType(
            key=f"{KEY}{folder}",
            id=int(type_["id"]),
            name=name,
            fields=fields,
            templates=templates,
            cloze=bool(type_.get("type")),
            own=own,
        )
        adopted = _Adopted(note_type, folder, int(type_.get("mod", 0)))
        for field_name, column, how in zip(fields, columns, around, strict=True):
            if how == CELL:
                odd = [n for n, text in enumerate(column) if html_reading.exact(text) is None]
                adopted.inexact[field_name] = (len(odd), column[odd[0]] if odd else "")
        if any("img" in how for how in around):
            self.becomes.append(
                f"the pictures of '{name}' have no words yet for those who cannot see them: say "
                "in 'alt' what they show"
            )
        self._write_type(adopted)
        return adopted

    def _around(self, column: Sequence[str]) -> str:
        """Return what stands around the cells of a field, so that each comes out as it was."""
        filled = [text for text in column if text]
        matches = [_ONE_FILE.fullmatch(text) for text in filled]
        around = {f"{m['before']}{CELL}{m['after']}" for m in matches if m}
        if filled and all(matches) and len(around) == 1:
            names = {m["name"] for m in matches if m}
            if all(map(self._is_shown, names)) and next(iter(around)).count(CELL) == 1:
                return next(iter(around))
        return "" if all(html_reading.exact(text) is not None for text in filled) else CELL

    def _is_shown(self, name: str) -> bool:
        """Whether a file is a picture or a sound that papers can show, too."""
        if name != unquote(unescape(name)) or name != name.strip():
            return False
        data = self._file(name)
        return data is not None and not is_refused(name, data)

    def _write_type(self, adopted: _Adopted) -> None:
        own, type_ = adopted.note_type.own, adopted.note_type
        assert own is not None  # noqa: S101 - made here
        folder = f"templates/{FOLDER}/{adopted.folder}"
        begins = [f"{n}-{slug(name)}" for n, name in enumerate(type_.templates, 1)]
        spec: dict[str, writing.Value] = {"note_type": type_.name, "id": str(type_.id)}
        if type_.cloze:
            spec["cloze"] = "yes"
        spec["fields"] = [
            {"name": name, "html": "yes" if how == CELL else how} if how else name
            for name, how in zip(type_.fields, own.around, strict=True)
        ]
        spec["templates"] = [
            {"name": name, "file": begin}
            for name, begin in zip(type_.templates, begins, strict=True)
        ]
        self.files[f"{folder}/{HEAD}"] = writing.document(spec)
        for begin, (front, back) in zip(begins, own.sides, strict=True):
            self.files[f"{folder}/{begin}.front.html"] = f"{front}\n".encode()
            self.files[f"{folder}/{begin}.back.html"] = f"{back}\n".encode()
        if own.style:
            self.files[f"{folder}/{STYLE}"] = f"{own.style}\n".encode()
        rest = {
            "note_type": json.loads(own.settings),
            "fields": list(map(json.loads, own.fields)),
            "templates": list(map(json.loads, own.templates)),
        }
        text = json.dumps(rest, indent=1, ensure_ascii=False)
        self.files[f"{folder}/{SETTINGS}"] = f"{text}\n".encode()
        for medium in own.media:
            self.files[f"{folder}/{MEDIA}/{medium.name}"] = medium.data
        digest = identity.type_digests([type_], None)[type_.key]
        self.types[type_.key] = Stamp(digest, adopted.changed, Released(digest, adopted.changed))

    def _of_templates(self, texts: Sequence[str]) -> Iterator[Media]:
        """Yield the files that templates and styles show, and all whose names begin with ``_``."""
        names = {name for text in texts for name in html_reading.files(text)}
        names |= {unquote(name) for text in texts for name in _IN_STYLE.findall(text)}
        names |= {name for name in self.bundle.named if name.startswith("_")}
        for name in sorted(names):
            data = self._file(name) if CELL[0] not in name else None
            if data is not None:
                yield Media(name, data)

    # --- decks --------------------------------------------------------------------------------

    def _deck(
        self, adopted: _Adopted, name: str, notes: Sequence[BundledNote], *, is_only: bool
    ) -> None:
        type_ = adopted.note_type
        last = name.rpartition("::")[2].strip() or name
        id_ = self._id(adopted, last, is_only=is_only)
        title = last if last not in self.titles else f"{last} ({type_.name})"
        title = writing.free(title, self.titles)
        rows = list(self._rows(adopted, id_, notes))
        columns = self._columns(adopted)
        spec: dict[str, writing.Value] = {"deck": writing.markdown_of(title), "id": id_}
        about = self._about(name)
        if about:
            spec["about"] = about
        spec |= {"anki": {"deck": name}, "note_type": adopted.folder}
        if any(how == CELL for how in (type_.own.around if type_.own else ())):
            spec["files"] = self.folder
        heads = {role: _free_head(role, type_.fields) for role in _roles(rows)}
        spec["rows"] = f"{id_}.csv"
        columns |= {head: {"role": role} for role, head in heads.items() if head != role}
        if columns:
            spec["columns"] = columns
        self.files[f"decks/{id_}.yaml"] = writing.document(spec)
        self.files[f"decks/{id_}.csv"] = self._sheet(type_, heads, rows)
        self.becomes.append(
            f"{counted(len(notes), 'note')} of '{type_.name}' in the deck '{name}': "
            f"{counted(len(rows), 'row')} of decks/{id_}.csv"
        )

    def _id(self, adopted: _Adopted, last: str, *, is_only: bool) -> str:
        """Return the id of a deck: what the user chose, or of its name, and of its note type."""
        base = self.target.base if self.target.is_named else slug(last)
        is_enough = is_only or not self.target.is_named
        wished = base if is_enough else f"{base}-{slug(last)}"
        if wished in self.deck_ids or is_reserved(wished):
            wished = f"{wished}-{adopted.folder}"
        return writing.free(wished[:60].strip("-"), self.deck_ids)

    def _about(self, name: str) -> str:
        """Return a deck's description in Markdown, where it is the same in Anki."""
        html = self.bundle.descriptions.get(name, "")
        about = html_reading.exact(html)
        if about is None:
            self.left.append(
                f"the description of the deck '{name}', whose HTML is more than Markdown: "
                "learners keep it"
            )
        return about or ""

    def _columns(self, adopted: _Adopted) -> dict[str, writing.Value]:
        """Return what is said of the columns: which are files, and what papers ask for."""
        own = adopted.note_type.own
        around = own.around if own else ()
        columns: dict[str, dict[str, writing.Value]] = {}
        for name, how in zip(adopted.note_type.fields, around, strict=True):
            if how not in ("", CELL):
                sort = "sound" if how.startswith("[") else "picture"
                columns.setdefault(name, {})[sort] = self.folder
                if sort == "picture":
                    columns[name]["alt"] = f"{UNDESCRIBED}{writing.markdown_of(name)}"
        if self.asks:
            for name, asked in wordings(adopted.note_type).items():
                columns.setdefault(name, {}).update(asked)
        return dict(columns)

    def _sheet(
        self, type_: NoteType, heads: Mapping[str, str], rows: Sequence[Sequence[str]]
    ) -> bytes:
        """Return the rows under the heads of their columns, without tags where none has any."""
        last = [heads[role] for role in ROLES[1:] if role in heads]
        shown = (row if "tags" in heads else [*row[:-2], row[-1]] for row in rows)
        data = writing.sheet([heads["id"], *type_.fields, *last], shown)
        if len(data) > LARGEST_TEXT:
            raise ImportRefused(f"its rows take more than {LARGEST_TEXT // 2**20} MB")
        return data

    def _rows(
        self, adopted: _Adopted, deck: str, notes: Sequence[BundledNote]
    ) -> Iterator[list[str]]:
        """Yield the cells of each note, and note what the ledger is to know of it."""
        ids: set[str] = set()
        around = adopted.note_type.own.around if adopted.note_type.own else ()
        for note in notes:
            words = next(filter(None, map(html_reading.markdown, note.fields)), "") or note.guid
            id_ = writing.named(words.replace("{{c", " ").replace("::", " "), ids)
            tags = [tag for tag in note.tags if self._is_kept(tag)]
            cells = [_cell(text, how) for text, how in zip(note.fields, around, strict=True)]
            self._know(adopted, deck, id_, note)
            yield [id_, *cells, "; ".join(tags), note.guid]

    def _is_kept(self, tag: str) -> bool:
        is_right = re.fullmatch(TAG, tag) is not None and ";" not in tag and len(tag) <= 100
        if not is_right:
            line = f"the tag '{tag}', which has signs that no tag here can have"
            self.left += [line] if line not in self.left else []
        return is_right

    def _know(self, adopted: _Adopted, deck: str, id_: str, note: BundledNote) -> None:
        """Note what learners have of a note: the build finds whether it is still the same."""
        had = note.released or note
        media = self._shown_by(note)
        learnt_note = Note(
            origin=_origin(deck, id_, had.tags),
            address=f"{deck}/{id_}/note",
            type=adopted.note_type,
            fields=had.fields,
            cards=(),
            media=media,
            place=f"{deck}/{id_}/note",
            guid=note.guid,
        )
        content = identity.contents(self.target.collection, [learnt_note])[note.guid]
        cards = note.cards or ordinals(adopted.note_type, had.fields, had.tags)
        released = Released(content.digest, had.changed, cards)
        self.entries[note.guid] = Entry(
            address=content.address,
            type=content.type,
            digest=content.digest,
            added=min(had.added, had.changed) or had.added,
            changed=had.changed,
            fields=content.fields,
            cards=cards,
            released=released,
            tags=content.tags,
        )

    def _shown_by(self, note: BundledNote) -> tuple[Media, ...]:
        """Return the files that a note shows, which are written beside the decks."""
        media = []
        for name in dict.fromkeys(n for text in note.fields for n in html_reading.files(text)):
            data = self._file(name)
            if data is not None:
                self.files[f"decks/{self.folder}/{name}"] = data
                media.append(Media(name, data))
        return tuple(media)

    def _file(self, name: str) -> bytes | None:
        """Return a file's bytes; None where it is not there or cannot be called that."""
        if name in self.media:
            return self.media[name]
        if name in self.missing:
            return None
        try:
            if name not in self.bundle.named:
                raise ImportRefused(f"'{name}' is not in it")
            if Path(name).name != name or name.startswith(".") or is_reserved(name):
                raise ImportRefused(f"'{name}' cannot be the name of a file here")
            self.media[name] = self.bundle.read(name)
        except ImportRefused as why:
            self.missing.add(name)
            self.left.append(f"a picture or sound: {why}")
            return None
        return self.media[name]

    # --- what is said -------------------------------------------------------------------------

    def _tell_html(self, adopted: _Adopted, count: int) -> None:
        for name, (odd, example) in adopted.inexact.items():
            self.becomes.append(
                f"the field '{name}' of '{adopted.note_type.name}' keeps its HTML, which is more "
                f"than Markdown in {odd} of {counted(count, 'note')}: {_short(example)}"
            )

    def _tell_paper(self, adopted: _Adopted) -> None:
        if self.asks and not wordings(adopted.note_type):
            self.becomes.append(
                f"papers ask nothing of '{adopted.note_type.name}', whose templates do not ask for "
                "one field by another: to have them ask, say 'ask' of its columns"
            )

    def _tell_rest(self, notes: Sequence[BundledNote]) -> None:
        """Tell what of a bundle has no place in a deck."""
        spread = [note.guid for note in notes if len(note.decks) > 1]
        if spread:
            self.left.append(
                f"{counted(len(spread), 'note')} have cards in several decks: new learners get "
                "them in the deck of the first card; who has them keeps them where they are"
            )
        unused = self.bundle.named - self.media.keys() - self.missing
        if unused:
            self.left.append(
                f"{counted(len(unused), 'file')} that no note shows: {_some(sorted(unused))}"
            )
        told = [line for line in self.left if line.startswith("a picture or sound: ")]
        if len(told) > SHOWN:
            rest = [line for line in self.left if line not in told]
            names = _some([line.removeprefix("a picture or sound: ") for line in told])
            self.left = [*rest, f"{counted(len(told), 'picture or sound')}: {names}"]


def _deck(note: BundledNote) -> str:
    return note.decks[0] if note.decks else "Default"


def _origin(deck: str, id_: str, tags: Sequence[str]) -> Origin:
    return Origin(
        deck=deck,
        fact=id_,
        kind=Kind.ROW,
        level=Level.USEFUL,
        tags=tuple(tags),
        citations=(),
        locate=lambda *_: Position(""),
        identity=f"{deck}/{id_}",
    )


def _rest(settings: Mapping[str, object], without: frozenset[str]) -> dict[str, object]:
    """Return what Anki keeps beside what our files say."""
    return {key: value for key, value in settings.items() if key not in without}


def _cell(text: str, around: str) -> str:
    """Return a field as a cell: HTML, Markdown, or the name of a file."""
    if around == CELL:
        return writing.clean(text)
    if around and text:
        match = _ONE_FILE.fullmatch(text)
        return match["name"] if match else ""
    return html_reading.exact(text) or ""


def _text(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _roles(rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return the roles of columns that some rows have, of which the tags come before the last."""
    return ROLES if any(row[-2] for row in rows) else tuple(r for r in ROLES if r != "tags")


def _free_head(role: str, fields: Iterable[str]) -> str:
    """Return the head of a column that is a role, which is no field's name."""
    taken = {name.strip().casefold() for name in fields}
    return next(head for head in (role, f"note {role}", f"the note's {role}") if head not in taken)


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(map(_short, names[:SHOWN])) + more


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:60]}…"
