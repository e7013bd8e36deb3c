"""A form read back from its data, as somebody has edited it.

What the data does not hold (sources in full, dates, hints, languages of single words) is taken from
the item of the bank that has the id; what no deck has is a question of the teacher's own.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode
from binascii import Error as DamagedError
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal, InvalidOperation

from quizgen.checks.stages.files import SYNTAX
from quizgen.checks.stages.keys import WRONG_VALUE
from quizgen.diagnostics import Diagnostic, Locator, Position, Unreadable, counted, suggestion
from quizgen.fingerprints import digest
from quizgen.formats.data.json import (
    BLANK,
    FormData,
    ItemData,
    PictureData,
    item_data,
    usual_why,
)
from quizgen.language import Language
from quizgen.language_marks import unmarked
from quizgen.model import (
    PICTURES,
    Choice,
    Citation,
    Edition,
    Form,
    Gap,
    Gaps,
    Interaction,
    Item,
    Kind,
    Match,
    Media,
    Numeric,
    OpenResponse,
    Option,
    Order,
    Origin,
    PaperHead,
    Ranked,
    Reference,
    Section,
    TextEntry,
    TrueFalse,
)
from quizgen.questions import QUESTION_TYPES
from quizgen.reading.events import Node, read_yaml
from quizgen.reading.media import is_refused
from quizgen.reading.validation import validate
from quizgen.theme import KEYS, Theme

_BLUEPRINT, _VERSION = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), re.compile(r"[A-Z]{1,6}")
NO_PLACE = (0, 0, None)


class _JsonNode(Node):
    """A value that is read as JSON: numbers are numbers, and nothing is nothing."""

    __slots__ = ("data",)
    data: object

    def plain(self) -> object:
        """Return the data alone."""
        return self.data


def read_form(
    path: str, text: bytes, bank: Mapping[str, Item], language: Language
) -> tuple[tuple[Form, Edition, str] | None, list[Diagnostic]]:
    """Return a form, how its pages are set and the code that it had, and what is wrong with it.

    ``bank`` has the items of the decks by id, ``language`` is that of the collection.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        place = Position(path, error.lineno, error.colno)
        return None, [Diagnostic(place, SYNTAX, f"it is no JSON: {error.msg}")]
    except (ValueError, RecursionError) as error:
        return None, [Diagnostic(Position(path), SYNTAX, f"it is no JSON: {error}")]
    read, noticed = read_yaml(path, text)
    if read is None or noticed:
        return None, noticed
    node = _JsonNode(read.value, read.position, read.keys)
    node.data = {k: v for k, v in data.items() if k != "$schema"} if type(data) is dict else data
    form, problems = validate(FormData, node)
    if form is None:
        return None, problems
    spoken = (bank[item.id].language for item in form.items if item.id in bank)
    own = next((each for each in spoken if each.tag == form.language), language)
    edited = _Edited(form, node.locate, bank, own)
    if edited.problems:
        return None, edited.problems
    return (edited.form(), edited.look, form.code), []


class _Edited:
    """A form that is being made of its data; ``problems`` are told all at once."""

    def __init__(
        self, data: FormData, locate: Locator, bank: Mapping[str, Item], language: Language
    ) -> None:
        self.data, self.locate, self.bank, self.language = data, locate, bank, language
        self.problems: list[Diagnostic] = []
        self.logo = self._media(data.head.logo, "head", "logo")
        self.items = [self._item(index, item) for index, item in enumerate(data.items)]
        self._names()

    @property
    def look(self) -> Edition:
        """How its pages are set."""
        look = self.data.look
        keys = {field.name: getattr(look, field.name) for field in fields(look)}
        pages = {name: value for name, value in keys.items() if name not in KEYS}
        return Edition(**pages, theme=Theme(language=self.data.language).varied(keys))

    def form(self) -> Form:
        """Return the form; sections come in their order, and items in that of the file."""
        data = self.data
        numbered = [
            (item, entry.counterpart)
            for place in range(1, len(data.sections) + 1)
            for item, entry in zip(self.items, data.items, strict=True)
            if item and entry.section == place
        ]
        sections = (
            Section(s.type, tuple(self._of_section(place)), s.title, s.instructions, s.working)
            for place, s in enumerate(data.sections, 1)
        )
        counterparts = tuple(number for _, number in numbered if number is not None)
        return Form(
            title=data.title,
            label=data.version,
            sections=tuple(section for section in sections if section.items),
            counterparts=counterparts if len(counterparts) == len(numbered) else (),
            minutes=data.minutes,
            blueprint=data.blueprint,
            seed=data.seed,
            command=data.command,
            head=self._head(),
        )

    def _of_section(self, place: int) -> Iterator[Item]:
        for item, entry in zip(self.items, self.data.items, strict=True):
            if item and entry.section == place:
                yield item

    def _head(self) -> PaperHead:
        head = self.data.head
        own = {field.name: getattr(head, field.name) for field in fields(head)}
        return PaperHead(**own | {"logo": self.logo})

    def _tell(self, message: str, hint: str, *place: str | int) -> None:
        self.problems.append(Diagnostic(self.locate(*place), WRONG_VALUE, message, hint))

    def _names(self) -> None:
        """Tell names that are none: files are called by them."""
        if not _BLUEPRINT.fullmatch(self.data.blueprint):
            self._tell("'blueprint' is no name", "use a-z, 0-9 and single hyphens", "blueprint")
        if not _VERSION.fullmatch(self.data.version):
            self._tell("'version' is no version", "write it in capitals: A, B, AA", "version")
        if not any(self.items) and not self.problems:
            self._tell("there is no question on it", "", "items")

    def _item(self, index: int, data: ItemData) -> Item | None:
        place = ("items", index)
        if data.type not in QUESTION_TYPES:
            hint = suggestion(data.type, QUESTION_TYPES)
            self._tell(f"there is no question type '{data.type}'", hint, *place, "type")
            return None
        if not 1 <= data.section <= len(self.data.sections):
            hint = f"sections are numbered from 1 to {len(self.data.sections)}"
            self._tell(f"there is no section {data.section}", hint, *place, "section")
            return None
        due = self.data.sections[data.section - 1].type
        if data.type != due:
            hint = f"section {data.section} has items of type '{due}': add a section for others"
            self._tell(f"the item is of type '{data.type}'", hint, *place, "type")
            return None
        base = self.bank.get(data.id) or self._own(data, index)
        try:
            return self._edited(base, data, index)
        except Unreadable as error:
            self._tell(str(error), error.hint, *place)
            return None

    def _own(self, data: ItemData, index: int) -> Item:
        """Return what stands for a question that no deck has."""
        deck, _, rest = data.id.partition("/")
        origin = Origin(
            deck=deck,
            fact=rest or "own",
            kind=Kind.QUESTION,
            level=data.level,
            tags=(),
            citations=(),
            locate=lambda *_: self.locate("items", index),
            language=self.language,
            notation=self.language.notation,
        )
        return Item(data.id, data.type, "", OpenResponse(()), (origin,), data.level)

    def _edited(self, base: Item, data: ItemData, index: int) -> Item:
        """Return an item of the bank with what is said otherwise of it."""
        before = item_data(base, NO_PLACE, self.language)
        restore = {unmarked(text): text for text in _texts(base)}
        origins = base.origins
        if data.source != before.source:
            cited = (Citation(Reference("", text, text, "")) for text in data.source)
            origins = (replace(origins[0], citations=tuple(cited)), *_uncited(origins[1:]))
        if data.pictures != before.pictures:
            media = [self._media(p, "items", index, "pictures") for p in data.pictures]
            sounds = (m for m in origins[0].front_media if m.is_sound)
            front = (*filter(None, media), *sounds)
            origins = (replace(origins[0], front_media=front), *origins[1:])
        edited = replace(
            base,
            stem="",
            origins=origins,
            level=data.level,
            points=data.points,
            rationale=restore.get(data.rationale, data.rationale),
            difficulty=data.difficulty,
        )
        stem, interaction = self._interaction(base, data, index, _Texts(restore))
        here = replace(origins[0], locate=lambda *_: self.locate("items", index))
        return replace(  # what is wrong with it stands there
            edited, stem=stem, interaction=interaction, origins=(here, *origins[1:])
        )

    def _interaction(
        self, base: Item, data: ItemData, index: int, texts: _Texts
    ) -> tuple[str, Interaction]:
        """Return the stem of an item, and how it is answered.

        Raises:
            Unreadable: when the key does not go with the rest.

        """
        stem, key, asked = texts(data.stem), data.key, base.interaction
        if data.options:
            return stem, self._choice(base, data, index, texts)
        if key is None:
            raise Unreadable("the item has neither options nor a key", "write one of them")
        if key.correct is not None:
            return stem, TrueFalse(key.correct, texts(key.correction))
        if key.value:
            return stem, _numeric(asked, data)
        if key.accept:
            return stem, TextEntry(texts.each(key.accept))
        if key.gaps:
            return _gaps(base, data, texts)
        if key.pairs:
            pairs = tuple((texts(p.prompt), texts(p.response)) for p in key.pairs)
            responses = texts.each(data.bank)
            if missing := [response for _, response in pairs if response not in responses]:
                raise Unreadable(f"'bank' lacks the response '{missing[0]}'", "write it there")
            return stem, Match(pairs, responses)
        if key.entries:
            entries = tuple((texts(e.text), e.rank) for e in key.entries)
            if sorted(rank for _, rank in entries) != [*range(1, len(entries) + 1)]:
                raise Unreadable("the ranks of the entries are not 1, 2, 3 …", "number them anew")
            known = {e.text: e for e in asked.entries} if isinstance(asked, Order) else {}
            ranked = (replace(known.get(t, Ranked(t, r)), rank=r) for t, r in entries)
            return stem, Order(tuple(ranked))
        guide = texts.each(key.guide)
        if not guide and not isinstance(asked, OpenResponse):
            raise Unreadable(
                "the key says nothing", "write what is right, as the other keys have it"
            )
        if isinstance(asked, OpenResponse) and (stem, guide) == (base.stem, asked.guide):
            return stem, asked
        return stem, OpenResponse(guide)  # an excerpt that was edited stands in the stem alone

    def _choice(self, base: Item, data: ItemData, index: int, texts: _Texts) -> Choice:
        if not any(option.correct for option in data.options):
            raise Unreadable("no option is correct", "write '\"correct\": true' in one of them")
        asked = base.interaction if isinstance(base.interaction, Choice) else Choice(())
        both = (asked.options, data.options)
        usual = {unmarked(usual_why(options, self.language)) for options in both}
        before = {(unmarked(o.text), o.picture.uri if o.picture else ""): o for o in asked.options}
        options = []
        for number, option in enumerate(data.options):
            old = before.get((option.text, option.picture.uri if option.picture else ""))
            place = ("items", index, "options", number, "picture")
            picture = old.picture if old else self._media(option.picture, *place)
            why = "" if option.correct or option.why in usual else texts(option.why)
            if old and old.correct and option.correct:
                why = old.why
            options.append(Option(texts(option.text), option.correct, why, picture))
        return Choice(tuple(options), sorted=asked.sorted)

    def _media(self, picture: PictureData | None, *place: str | int) -> Media | None:
        """Return a picture, or tell that it is none."""
        if picture is None:
            return None
        head, _, encoded = picture.uri.partition(",")
        suffixes = {f"data:{type_};base64": suffix for suffix, type_ in PICTURES.items()}
        suffix = suffixes.get(head, "")
        try:
            data = b64decode(encoded, validate=True)
        except (DamagedError, ValueError):
            data = b""
        name = f"picture-{digest(data)[:12]}{suffix}"
        if is_refused(name, data):
            self._tell("the picture is no 'data:' address of one that a page can show", "", *place)
            return None
        return Media(name, data, picture.alt, picture.width)


class _Texts:
    """Gives texts the marks of languages and readings back that they have in the bank."""

    def __init__(self, marked: Mapping[str, str]) -> None:
        self._marked = marked

    def __call__(self, text: str) -> str:
        return self._marked.get(text, text)

    def each(self, texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(self, texts))


def _texts(value: object) -> Iterator[str]:
    """Yield the texts in a value, wherever they stand in it."""
    match value:
        case str():
            yield value
        case tuple():
            for inner in value:
                yield from _texts(inner)
        case Origin():
            pass
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from _texts(getattr(value, field.name))


def _uncited(origins: Sequence[Origin]) -> Iterator[Origin]:
    return (replace(origin, citations=()) for origin in origins)


def _numeric(asked: Interaction, data: ItemData) -> Numeric:
    key = data.key
    assert key is not None  # noqa: S101 - it has a value
    if not key.accept:
        raise Unreadable("the key has a value and no words", "write the number in 'accept', too")
    try:
        value, tolerance = Decimal(key.value), Decimal(key.tolerance or "0")
    except InvalidOperation as error:
        message = f"'{key.value}' or '{key.tolerance}' is no number"
        raise Unreadable(message, "write it as programs do: 12000.5") from error
    words = key.accept[0]
    if not isinstance(asked, Numeric):
        return Numeric(value, words, tolerance, key.unit)
    if (value == asked.value) is not (words == unmarked(asked.shown)):
        message = f"'value' is {key.value} and 'accept' says {words}"
        raise Unreadable(message, "change both")
    # equal numbers may be written in two ways, and papers are told apart by how they are written
    tolerance = asked.tolerance if tolerance == asked.tolerance else tolerance
    if value == asked.value:
        return replace(asked, tolerance=tolerance, unit=key.unit)
    return replace(asked, value=value, shown=words, tolerance=tolerance, unit=key.unit)


def _gaps(base: Item, data: ItemData, texts: _Texts) -> tuple[str, Gaps]:
    """Return the stem of a text, a list or a table with gaps, and the gaps.

    Raises:
        Unreadable: when there are not as many blanks as gaps in the key.

    """
    asked = base.interaction if isinstance(base.interaction, Gaps) else Gaps(())
    gaps = _filled(data, asked, texts)
    stem, columns = data.stem, 0
    if data.table:
        columns = len(data.table[0])
        pieces = [cell for row in data.table for cell in row]
    elif BLANK in stem:
        lines = stem.split("\n")
        own = len(base.stem.split("\n")) if base.stem else 0
        stem, sentence = "\n".join(lines[:own]), "\n".join(lines[own:])
        pieces = [piece for piece in re.split(f"({BLANK})", sentence) if piece]
    elif any(map(str.strip, _given(asked))):
        pieces = []
    elif len(asked.parts) - len(_given(asked)) == len(gaps):
        pieces = [part if isinstance(part, str) else BLANK for part in asked.parts]
    else:
        pieces = [BLANK] * len(gaps)
    if pieces.count(BLANK) != len(gaps):
        blanks = counted(pieces.count(BLANK), f"blank '{BLANK}'", f"blanks '{BLANK}'")
        raise Unreadable(f"there are {blanks} and {len(gaps)} in the key", "write as many of both")
    rest = iter(gaps)
    parts = tuple(next(rest) if piece == BLANK else texts(piece) for piece in pieces)
    return texts(stem), Gaps(
        parts, texts.each(data.bank), columns, data.key is None or data.key.ordered
    )


def _given(gaps: Gaps) -> list[str]:
    return [part for part in gaps.parts if isinstance(part, str)]


def _filled(data: ItemData, asked: Gaps, texts: _Texts) -> list[Gap]:
    """Return the gaps of a key; each keeps the number that it has in the bank."""
    before = [part for part in asked.parts if isinstance(part, Gap)]
    gaps = []
    for place, gap in enumerate(data.key.gaps if data.key else ()):
        if not gap.accept:
            raise Unreadable(f"gap {place + 1} has no answer", "write it in 'accept'")
        number = before[place].number if place < len(before) else place + 1
        gaps.append(Gap(number, texts(gap.accept[0]), texts(gap.hint), texts.each(gap.accept[1:])))
    return gaps
