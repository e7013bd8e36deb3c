"""What a page for a browser holds: notes and items as data, packed so that nobody reads them.

Packing hides and does not protect; the page says so.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape
from pathlib import Path
from typing import Any, assert_never

import deflate

from quizgen.comparison import script_rules, typing
from quizgen.formats.archive import LEVEL
from quizgen.language import Language
from quizgen.model import (
    Choice,
    Form,
    Gap,
    Gaps,
    Interaction,
    Item,
    Match,
    Media,
    Note,
    NoteType,
    Numeric,
    OpenResponse,
    Option,
    Order,
    TextEntry,
    TrueFalse,
)
from quizgen.notes.templates import templates
from quizgen.tex.inline import mathml, words
from quizgen.text import html, plain
from quizgen.typography import apostrophes

Data = dict[str, Any]
WORDS = ("web.", "section.", "paper.true", "paper.false", "paper.why_wrong", "site.fact")
"""What the keys of the words begin with that the scripts say."""
_MATH = re.compile(r'<span class="math">\\\((.*?)\\\)</span>', re.DOTALL)


def packed(data: Data) -> str:
    """Return data as the page has it: deflated, in Base64."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return b64encode(deflate.zlib_compress(text.encode(), LEVEL)).decode()


def payload(
    id: str,
    title: str,
    language: Language,
    notes: Sequence[Note] = (),
    items: Sequence[Item] = (),
    form: Form | None = None,
    own: Path | None = None,
) -> Data:
    """Return the data of a page: a deck's notes and bank, or the items of a form.

    ``own`` is a user's folder of templates.
    """
    media: dict[str, Media] = {}
    types = {note.type.key: note.type for note in notes}
    listed = [_item(item, media) for item in items]
    cards = [_note(note, media) for note in notes]
    return {
        "id": id,
        "title": plain(title),
        "language": language.tag,
        "direction": language.direction,
        "words": dict(_words(language)),
        "types": {key: _type(type_, own) for key, type_ in types.items()},
        "notes": cards,
        "items": listed,
        "paper": form and {"label": form.label, "minutes": form.minutes, "count": len(items)},
        "media": {name: medium.uri for name, medium in sorted(media.items())},
        "steps": json.loads(script_rules()),
    }


def _words(language: Language) -> Iterator[tuple[str, str]]:
    """Yield what the scripts say; none of it counts."""
    for key, phrase in language.strings.items():
        if key.startswith(WORDS) and isinstance(phrase, str):
            yield key, phrase


def _type(type_: NoteType, own: Path | None) -> Data:
    sides = [_bare(sides) for sides in templates(type_, own).values()]
    return {"fields": type_.fields, "templates": sides, "cloze": type_.cloze}


def _bare(sides: tuple[str, str]) -> tuple[str, ...]:
    """Return templates without scripts: the page has its own, which do the same."""
    return tuple(re.sub(r"<script>.*?</script>", "", side, flags=re.DOTALL) for side in sides)


def _note(note: Note, media: dict[str, Media]) -> Data:
    media |= {medium.name: medium for medium in note.media}
    return {
        "key": note.address,
        "fact": note.origin.fact,
        "type": note.type.key,
        "fields": [_with_math(field) for field in note.fields],
        "cards": sorted(card.ordinal for card in note.cards),
    }


def _html(markdown: str) -> str:
    """Return a text as a browser shows it."""
    return _with_math(html(markdown))


def _with_math(field: str) -> str:
    """Return HTML with its formulas as a browser sets them."""
    return _MATH.sub(lambda match: _formula(unescape(match[1])), field)


def _formula(source: str) -> str:
    """Return a formula that is also a line of text, for lists that hold text alone."""
    return mathml(source).replace("<math ", f'<math alttext="{escape(words(source))}" ', 1)


def _item(item: Item, media: dict[str, Media]) -> Data:
    media |= {medium.name: medium for medium in (*item.pictures, *item.sounds)}
    origin, styles = item.origins[0], [picture.style for picture in item.pictures]
    cited = dict.fromkeys(c.text for o in item.origins for c in o.citations)
    return {
        "id": item.id,
        "facts": item.facts,
        "type": item.type,
        "derived": item.derived,
        "level": item.level.rank,
        "stem": _html(item.stem),
        "pictures": [picture.name for picture in item.pictures],
        **({"styles": styles} if any(styles) else {}),
        "sounds": [sound.name for sound in item.sounds],
        "hint": _html(origin.hint) if len(item.origins) == 1 else "",
        "points": item.points,
        "rationale": _html(item.rationale),
        "source": _html("; ".join(cited)),
        "interaction": _interaction(item.interaction, item.notation.decimal, media),
    }


def _interaction(interaction: Interaction, decimal: str, media: dict[str, Media]) -> Data:
    """Return a way to answer; ``decimal`` is what stands before a fraction in its language."""
    match interaction:
        case Choice(options):
            media |= {o.picture.name: o.picture for o in options if o.picture}
            return {
                "kind": "choice",
                "several": len(interaction.keys) > 1,
                "sorted": interaction.sorted,
                "options": [_option(option) for option in options],
            }
        case TrueFalse(answer, correction):
            return {"kind": "truefalse", "answer": answer, "correction": _html(correction)}
        case TextEntry(accepted):
            return {"kind": "text", "accept": _accepted(accepted, decimal)}
        case Numeric():
            return {
                "kind": "numeric",
                "value": float(interaction.value),
                "tolerance": float(interaction.tolerance),
                "shown": _html(interaction.shown),
                "unit": _html(interaction.unit),
                "decimal": decimal,
            }
        case Gaps(parts, bank, columns, ordered):
            return {
                "kind": "gaps",
                "parts": [_part(part, decimal) for part in parts],
                "bank": [_html(word) for word in bank],
                "columns": columns,
                "ordered": ordered,
            }
        case Match(pairs, responses):
            return {
                "kind": "match",
                "pairs": [[_html(text) for text in pair] for pair in pairs],
                "responses": [_html(text) for text in responses],
            }
        case Order(entries):
            listed = [
                {"text": _html(e.text), "rank": e.rank, "reveal": _html(e.reveal)} for e in entries
            ]
            return {"kind": "order", "entries": listed}
        case OpenResponse(guide):
            return {"kind": "open", "guide": [_html(point) for point in guide]}
        case _:
            assert_never(interaction)


def _option(option: Option) -> Data:
    return {
        "text": plain(option.text) if option.picture else _html(option.text),
        "correct": option.correct,
        "why": _html(option.why),
        "picture": option.picture.name if option.picture else "",
    }


def _part(part: str | Gap, decimal: str) -> Data:
    if isinstance(part, str):
        return {"text": _html(part) if part.strip() else part}
    hint = {"hint": _html(part.hint)} if part.hint else {}
    return {"accept": _accepted((part.text, *part.accept), decimal)} | hint


def _accepted(texts: Iterable[str], decimal: str) -> list[Data]:
    """Return right answers, each with how it is compared, as leniently as on a card."""
    right = tuple(texts)
    how = typing(right, (), decimal_comma=decimal == ",")
    flags = {text: how.flags(text) - {"typing"} for text in right}
    return [
        {
            "text": plain(text) if "literal" in flags[text] else apostrophes(plain(text)),
            "flags": " ".join(sorted(flags[text])),
        }
        for text in right
    ]
