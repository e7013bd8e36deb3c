"""``docs/files.md``: every key of every file that is read, from the dataclasses it is read into."""

from __future__ import annotations

import inspect
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, assert_never

from quizgen.facts import KINDS, Collection, Deck, Fact
from quizgen.facts.column import Column
from quizgen.facts.common import CLOSED_SORTS
from quizgen.facts.deck import AnkiOptions, Preset
from quizgen.facts.excerpt import Query
from quizgen.facts.list import Entry
from quizgen.facts.lms_item import Graded, PlatformItem
from quizgen.facts.parts import Ask, Attachment, Distractors, Foil, Hint, Passage
from quizgen.facts.table import Row
from quizgen.facts.theme import ThemeKeys
from quizgen.facts.translation import Translation
from quizgen.model import Association, Enumeration, Excerpt, Kind, Proposition, Statement
from quizgen.reading import read_collection
from quizgen.reading.csl import ALIASES, CslItem, Name
from quizgen.reading.plans import Plan, SectionPlan
from tools.reference.keys import Key, flow, keys_of, table

INSIDE: dict[str, tuple[tuple[str, type[Any]], ...]] = {
    "list": (("A member", Entry),),
    "table": (("A row", Row),),
    "excerpt": (("A question", Query),),
}
"""What stands inside a kind's own keys."""
PARTS: tuple[tuple[str, type[Any]], ...] = (
    ("`ask` as a mapping", Ask),
    ("`hint` as a mapping", Hint),
    ("`distractors` as a mapping", Distractors),
    ("A distractor as a mapping", Foil),
    ("An entry of `also`", Passage),
    ("An entry of `media`", Attachment),
    ("`item`", PlatformItem),
    ("An answer of `item`", Graded),
)
_HEAD = """# Files

A collection is a folder with `collection.yaml`, `sources.yaml` if its facts name sources, and a
file for each deck. Blueprints of papers stand wherever you like. In the tables below, a key in
**bold** is due; all others may be left out.

**YAML.** A fact may be written on several lines or, in *flow style*, on one; both are the same:

```yaml
- event: The first space walk
  id: space-walk
  date: 1965-03-18
- {event: The first space walk, id: space-walk, date: 1965-03-18}
```

Every value is text until its key says otherwise: a country code `no` stays "no", and a date needs
no quotation marks. A text wants quotation marks if it has `: ` or ` #` in it, or begins with a
special character (in flow style also if it has a comma or a bracket in it). A long text goes over
several lines with `>-` before it:

```yaml
- question: Where were the Accords signed?
  id: place
  answer: Geneva
  note: >-
    The talks took six years. They are called proximity talks, since the two sides
    never sat in one room.
```

An anchor (`&name`) may be used again (`*name`) in the same file. Tags (`!!python/…`) are refused.

**Text** is in a subset of Markdown: `*emphasis*`, `**strong**`, `` `code` ``,
`[links](https://example.org)`, line breaks, `\\( math \\)` in TeX. A backslash takes a character's
meaning away: `\\*`. HTML is shown as text. Any script and direction will do.

<!-- Made by `make reference`; do not edit. -->
"""
_DATES = """## Dates

Dates are written in EDTF (ISO 8601-2) and shown in the collection's language, as precisely as they
are known.

| date | means |
| --- | --- |
| `1988-04-14`, `1988-04`, `1988` | a day, a month, a year |
| `198X`, `19XX` | the 1980s, the 20th century |
| `1988-21` | the spring of 1988; 22 to 24 are summer, autumn and winter |
| `1988~`, `1988?` | about 1988; 1988, uncertain |
| `1982-06/1988-04`, `2001/..` | from, to; since |
| `-0043-03-15`, `-04XX` | 15 March 44 BCE, the 5th century BCE: these years count with a year 0 |

## Numbers

Numbers are read as the collection's language writes them: `13,000`, `12.50` and `-40` in English,
`13.000` and `12,50` in German, `12,34,567` in Hindi. They keep their digits; powers of ten
(`6.022e23`, `1.6 × 10^-19`) are shown as such. A unit may stand with its number (`12.5 %`, `€5`,
`-40 °C`) and is shown on the side and with the space that the language has for it.
"""
_SORTS = """## Closed sorts

A value becomes a distractor by itself only if its `type` is a sort of which two values are two
things, as one place is not another: of free texts nobody can tell whether one of them is right,
too. quizgen knows these sorts; `sorts` in `collection.yaml` names more. For all else, write
`distractors`.

"""


_TRANSLATION = """A file that begins with `translation:` holds the texts of a deck in another
language: [languages.md](languages.md).

"""


def page() -> str:
    """Return the page."""
    sorts = ", ".join(f"`{sort}`" for sort in sorted(CLOSED_SORTS))
    parts = [_HEAD, "## Kinds of fact\n", "A fact's first key names its kind.\n"]
    parts += [part for name in KINDS for part in _kind(name)]
    parts += ["## Keys of every fact\n", table(common())]
    parts += [f"### {title}\n\n{table(keys_of(cls))}" for title, cls in PARTS]
    parts += [_DATES, _SORTS + sorts + ".\n"]
    parts += ["## A deck\n", table([*keys_of(Deck), ROWS, FACTS])]
    parts += ["### A column\n", _COLUMN, table(keys_of(Column))]
    parts += ["### `anki`\n", table(keys_of(AnkiOptions)), "### `preset`\n", table(keys_of(Preset))]
    parts += ["## A translation\n", _TRANSLATION, table([*keys_of(Translation), *TEXTS])]
    parts += ["## collection.yaml\n", table(keys_of(Collection))]
    parts += ["### `theme`\n", _THEME, table(keys_of(ThemeKeys))]
    parts += ["## sources.yaml\n", _SOURCES, table(source_keys())]
    parts += ["### An author\n", table(keys_of(Name))]
    parts += ["## A blueprint\n", _BLUEPRINT, table(keys_of(Plan))]
    parts += ["### A section\n", table(keys_of(SectionPlan))]
    return "\n".join(parts)


TEXTS = (
    Key(
        name="columns",
        value="mapping",
        is_due=False,
        about="The words of columns, by name.",
        examples=({"capital": {"ask": "Wie heißt die Hauptstadt von {country}?"}},),
    ),
    Key(
        name="facts",
        value="mapping",
        is_due=False,
        about="The texts of each fact, by its id.",
        examples=({"place": {"question": "Wo?", "answer": "Genf"}},),
    ),
)

ROWS = Key(
    name="rows",
    value="text, or a list",
    is_due=False,
    about="Facts that are rows of a table: a sheet beside the deck, lines, or a list.",
    examples=("craters.csv", [{"id": "tycho", "crater": "Tycho", "width": "85"}]),
)
FACTS = Key(
    name="facts",
    value="a list of facts",
    is_due=False,
    about="The facts.",
    examples=([{"event": "The end", "id": "end", "date": "1988"}],),
)
_COLUMN = """Of the rows of a deck; [Decks of rows](tables.md) has examples. A text alone is its
heading, and `no` leaves it out.
"""
_THEME = """How all that is made looks; [Themes](themes.md) tells where.
"""
_SOURCES = """A list of references in CSL-YAML, as pandoc and Zotero write them, under the key
`references`. Keys that are not named here are welcome and unused.
"""
_BLUEPRINT = """What a paper holds: `quizgen quiz --blueprint FILE`.
"""


@cache
def common() -> tuple[Key, ...]:
    """Return the keys that facts of every kind have."""
    return tuple(keys_of(Fact))


@cache
def own(kind: Kind) -> tuple[Key, ...]:
    """Return the keys that facts of a kind have besides."""
    shared = {key.name for key in common()}
    return tuple(key for key in keys_of(KINDS[kind]) if key.name not in shared)


def source_keys() -> tuple[Key, ...]:
    """Return the keys of a reference."""
    return tuple(keys_of(CslItem, lambda name: ALIASES.get(name, name)))


def example(kind: Kind) -> str:
    """Return a fact of a kind that has all of the kind's own keys."""
    first, *rest = own(kind)
    lines = [f"- {first.name}:{_line(first)}", f"  id: some-{kind}"]
    return "\n".join([*lines, *(f"  {key.name}:{_line(key)}" for key in rest)]) + "\n"


def _line(key: Key) -> str:
    value = key.examples[0]
    if isinstance(value, list) and any(isinstance(entry, dict) for entry in value):
        return "".join(f"\n    - {flow(entry)}" for entry in value)
    return f" {flow(value)}"


def _kind(name: Kind) -> Iterator[str]:
    yield f"### {name}\n"
    cls = KINDS[name]
    about = inspect.getdoc(inspect.getmodule(cls)) or ""
    _, _, more = (inspect.getdoc(cls) or "").partition("\n\n")
    yield (
        "\n\n".join(filter(None, [about, *map(_reflowed, more.split("\n\n"))])).replace("``", "`")
        + "\n"
    )
    yield f"```yaml\n{example(name)}```\n"
    yield table(own(name))
    asks = "; ".join(_asks(p) for p in _asserted(example(name))[:2])
    yield f"Asks: {asks}. Asked back: {asked_back(name)}.\n"
    for title, inside in INSIDE.get(name, ()):
        yield f"{title}:\n"
        yield table(keys_of(inside))


def _reflowed(paragraph: str) -> str:
    return " ".join(paragraph.split())


def asked_back(kind: Kind) -> str:
    """Return whether a kind of fact is asked the other way, too, tried out on its example."""
    if _is_asked_back(example(kind)):
        return "yes, unless it says `reverse: no`"
    if _is_asked_back(example(kind) + "  reverse: yes\n"):
        return "with `reverse: yes`, in the fact or for the deck"
    if _is_asked_back(example(kind) + "  ask: {reverse: Which one is it?}\n"):
        return "in words of your own, `ask: {reverse: …}`"
    return "no"


def _is_asked_back(fact: str) -> bool:
    return any(isinstance(p, Association) and p.ask_back for p in _asserted(fact))


def _asks(proposition: Proposition) -> str:
    match proposition:
        case Association(ask=ask, value=value):
            return f"*{ask}* {value.text}"
        case Enumeration(prompt=prompt, members=members):
            return f"*{prompt}* {', '.join(member.text for member in members)}"
        case Statement(gaps=gaps):
            texts = (part if isinstance(part, str) else "…" for part in proposition.parts)
            return f"*{''.join(texts)}* {', '.join(gap.text for gap in gaps)}"
        case Excerpt(text=text, tasks=tasks):
            return f"*{' '.join((text, *(task.question for task in tasks)))}*"
        case _:
            assert_never(proposition)


def _asserted(fact: str) -> list[Proposition]:
    """Return what a fact asserts, as YAML, in a collection of its own."""
    with tempfile.TemporaryDirectory() as folder:
        decks = Path(folder)
        (decks / "collection.yaml").write_text("id: all\ntitle: All\n", encoding="utf-8")
        text = f"deck: One\nid: one\nfacts:\n{fact}"
        (decks / "one.yaml").write_text(text, encoding="utf-8")
        collection = read_collection(decks).collection
    if collection is None:
        raise ValueError(f"an example is wrong:\n{fact}")
    return [p for deck in collection.decks for p in collection.propositions(deck)]
