"""A user's own templates: what is wrong with them, before anything is made of them.

Anki says nothing of a field that it does not know but on the card itself, and calls a card empty
whose front shows no field; so a user's own card templates are read here as Anki reads them. Nor
does it keep the text of a field from being markup where the template lets it be: in an attribute or
a script, where a quotation mark ends it, and behind the filter ``text:``, which decodes ``&lt;``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from quizgen.checks.row import COLLECTION, Rule
from quizgen.checks.stages.files import ENCODING
from quizgen.checks.stages.releases import WHO
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Position, Severity, suggestion
from quizgen.facts import Collection
from quizgen.model import NoteType
from quizgen.notes import NOTE_TYPES
from quizgen.notes.custom import parts
from quizgen.notes.templates import PARTS, file_of, part_file, part_mark
from quizgen.questions import QUESTION_TYPES
from quizgen.resources import template_text, templates_dir
from quizgen.user_files import UnreadableError, read_text

ANKI = ("FrontSide", "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID", "")
"""Fields that Anki fills in itself; ``{{tts-voices:}}`` has none."""
ALIKE = 0.85
"""A file so like one of ours in name is meant for it; others a user's own templates may include."""
APART = ("language/", "note-types/")
"""Folders of what replaces nothing."""
_READ = (".css", ".html", ".svg", ".yaml")
"""Files that are read; what else lies there is the user's own business."""
SIDES = ("items", "keys")
"""Folders of a file for each question type, or each interaction where a type has none."""
_GATE = re.compile(r"\{\{#([^{}]+)\}\}")
_CODE = re.compile(
    r"<!--.*?-->|(?P<code><(?P<raw>script|style)\b.*?(?:</(?P=raw)\s*>|\Z)"
    r"|</?[a-z](?:\"[^\"]*\"|'[^']*'|[^>\"'])*(?:>|\Z))",
    re.DOTALL | re.IGNORECASE,
)
"""What is not text in a template: tags with their attributes, scripts and styles."""
_TOKEN = re.compile(r"<!--.*?-->|\{\{(?P<inner>[^{}]*)\}\}|(?P<open>\{\{)", re.DOTALL)


OWN = "templates/note-types/crater"
NOTE_TYPE = {
    f"{OWN}/note-type.yaml": "note_type: Crater\nfields: [Name]\ntemplates: [Name]\n",
    f"{OWN}/name.back.html": "{{FrontSide}}\n",
}
TEMPLATE = Code(
    name="template",
    severity=Severity.ERROR,
    family=Family.TEMPLATES,
    says="A template of your own replaces nothing, cannot be filled in, or lets the text of a "
    "field become markup.",
    why="Anki shows the mistake on each learner's card and nowhere else, or drops the card in "
    "silence.",
    source="Anki's manual, Card Templates; measured with Anki",
    bad=Facts(WHO, files={"templates/anki/recall/recall.front.html": "{{Qestion}} {{Question}}\n"}),
    good=Facts(WHO, files={"templates/anki/recall/recall.front.html": "{{Question}}\n"}),
)


OWN_TEMPLATE = Code(
    name="own-template",
    severity=Severity.WARNING,
    family=Family.TEMPLATES,
    says="A template of a note type of your own shows a field that the note type does not have.",
    why="Anki shows the mistake on each learner's card and nowhere else. Where it came with a deck "
    "that moved in, learners have it already.",
    source="Anki's manual, Card Templates",
    bad=Facts(WHO, files={**NOTE_TYPE, f"{OWN}/name.front.html": "{{Nmae}} {{Name}}\n"}),
    good=Facts(WHO, files={**NOTE_TYPE, f"{OWN}/name.front.html": "{{Name}}\n"}),
)


def of_collection(collection: Collection) -> Iterable[Diagnostic]:
    """Return what is wrong with a collection's own templates, and its own note types."""
    if collection.templates is None:
        return ()
    return (*problems(NOTE_TYPES, collection.templates), *_unknown_fields(collection))


def _unknown_fields(collection: Collection) -> Iterator[Diagnostic]:
    """Yield the fields that templates of note types of a curator's own show and do not have."""
    for name, note_type in collection.note_types.items():
        folder = (collection.templates or Path()) / "note-types" / name
        sides = note_type.own.sides if note_type.own else ()
        for template, texts in zip(note_type.templates, sides, strict=True):
            on_card = dict.fromkeys(part.field for text in texts for part in parts(text))
            for field in (f for f in on_card if f not in (*note_type.fields, *ANKI)):
                message = f"the template '{template}' shows '{field}', which is no field"
                hint = suggestion(field, note_type.fields)
                place = Position((folder / "note-type.yaml").as_posix())
                yield Diagnostic(place, OWN_TEMPLATE, message, hint)


def problems(types: Iterable[NoteType], own: Path) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a user's folder of templates, each problem once."""
    return tuple(dict.fromkeys((*_files(own), *_cards(tuple(types), own))))


def _files(own: Path) -> Iterator[Diagnostic]:
    """Yield files that nothing can read, and files that replace nothing though they nearly do."""
    shipped = templates_dir()
    shipped_names = {p.relative_to(shipped).as_posix(): p.name for p in shipped.rglob("*")}
    shipped_names |= {
        f"print/{side}/{t}.html": f"{t}.html" for side in SIDES for t in QUESTION_TYPES
    }
    for path in sorted(p for p in own.rglob("*") if p.suffix in _READ):
        name = path.relative_to(own).as_posix()
        try:
            read_text(path)
        except (FileNotFoundError, UnreadableError) as error:
            why = "it is a link that leads nowhere" if isinstance(error, OSError) else str(error)
            hint = "save it as UTF-8" if "UTF-8" in why else ""
            message = f"the file cannot be read: {why}"
            yield Diagnostic(Position(path.as_posix()), ENCODING, message, hint)
        alike = difflib.get_close_matches(path.name, shipped_names.values(), n=1, cutoff=ALIKE)
        if alike and name not in shipped_names and not name.startswith(APART):
            message = f"'{name}' replaces nothing"
            meant = next(full for full, short in shipped_names.items() if short == alike[0])
            hint = f"did you mean '{meant}'?"
            yield Diagnostic(Position(path.as_posix()), TEMPLATE, message, hint)


def _cards(types: tuple[NoteType, ...], own: Path) -> Iterator[Diagnostic]:
    for note_type in types:
        for template in note_type.templates:
            for side in ("front", "back"):
                name = file_of(note_type, template, side)
                yield from _card(note_type, name, own, is_front=side == "front")


def _card(note_type: NoteType, name: str, own: Path, *, is_front: bool) -> Iterator[Diagnostic]:
    """Yield what is wrong with one side of a card, and with the parts of it that are the user's."""
    whole = _text(name, own)
    used = [name, *(part_file(part) for part in PARTS if part_mark(part) in whole)]
    for file in used:
        if (own / file).is_file():
            yield from _fields(note_type, own / file, _text(file, own))
            yield from _exposed(own / file, _text(file, own))
    if is_front and (own / name).is_file() and not _shows_a_field(note_type, name, whole):
        message = "Anki calls a card empty whose front shows no field outside a condition"
        what = "{{cloze:Text}}" if note_type.cloze else f"{{{{{note_type.fields[0]}}}}}"
        yield Diagnostic(Position((own / name).as_posix()), TEMPLATE, message, f"show {what}")


def _text(name: str, own: Path) -> str:
    try:
        return template_text(name, own)
    except (FileNotFoundError, UnreadableError):
        return ""  # it is reported as unreadable


def _fields(note_type: NoteType, path: Path, text: str) -> Iterator[Diagnostic]:
    """Yield fields that a note type lacks, and conditions that are not closed in their order."""
    names = (*note_type.fields, *ANKI)
    opened: list[tuple[str, int]] = []
    for token in _TOKEN.finditer(text):
        if token["open"]:
            yield _at(path, text, token.start(), "'{{' without '}}'", "close it")
        elif token["inner"] is not None:
            mark, name = _parsed(token["inner"])
            if name not in names:
                message = f"a note of the type '{note_type.name}' has no field '{name}'"
                yield _at(path, text, token.start(), message, suggestion(name, names))
            if mark in ("#", "^"):
                opened.append((name, token.start()))
            elif mark == "/" and (not opened or opened.pop()[0] != name):
                message = f"'{{{{/{name}}}}}' closes nothing that was opened last"
                yield _at(path, text, token.start(), message, "close conditions in reverse order")
    for name, start in opened:
        hint = f"write {{{{/{name}}}}}"
        yield _at(path, text, start, f"the condition on '{name}' is not closed", hint)


def _exposed(path: Path, text: str) -> Iterator[Diagnostic]:
    """Yield fields that stand where their text could become markup or code."""
    code = [match.span() for match in _CODE.finditer(text) if match["code"]]
    for token in _TOKEN.finditer(text):
        mark, name = _parsed(token["inner"] or "")
        if mark or not token["inner"]:
            continue
        if any(start <= token.start() < end for start, end in code):
            message = f"'{name}' stands in a tag or a script, where its text could become code"
            hint = "let it stand in an element of its own; aria-labelledby can refer to that"
            yield _at(path, text, token.start(), message, hint)
        elif "text" in token["inner"].strip().split(":")[:-1]:
            message = f"'text:' turns what is escaped in '{name}' back into markup"
            yield _at(path, text, token.start(), message, f"write {{{{{name}}}}}")


def _parsed(inner: str) -> tuple[str, str]:
    """Return a tag's mark and its field, without filters: ``#Hint``, ``text:Question``."""
    inner = inner.strip()
    mark = inner[:1] if inner[:1] in ("#", "^", "/") else ""
    return mark, inner[len(mark) :].rpartition(":")[2].strip()


def _shows_a_field(note_type: NoteType, name: str, text: str) -> bool:
    """Whether a front shows a field under no condition but the one that the shipped one has."""
    gate = _GATE.match(template_text(name).lstrip())
    bare = text.replace(gate[0], "").replace(f"{{{{/{gate[1]}}}}}", "") if gate else text
    depth = 0
    for token in _TOKEN.finditer(bare):
        mark, field = _parsed(token["inner"] or "")
        depth += {"#": 1, "^": 1, "/": -1}.get(mark, 0)
        is_shown = not mark and depth <= 0 and field in note_type.fields
        if is_shown and (not note_type.cloze or "cloze:" in token["inner"]):
            return True
    return False


def _at(path: Path, text: str, index: int, message: str, hint: str) -> Diagnostic:
    line = text.count("\n", 0, index) + 1
    column = index - (text.rfind("\n", 0, index) + 1) + 1
    return Diagnostic(Position(path.as_posix(), line, column), TEMPLATE, message, hint)


RULE = Rule((TEMPLATE, OWN_TEMPLATE, ENCODING), COLLECTION, of_collection, compares=True)
