"""Texts in columns → a deck of rows: its sheet, what its columns are, and its head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quizgen import html_reading
from quizgen.diagnostics import counted
from quizgen.imports import writing
from quizgen.imports.bundle import ImportRefused
from quizgen.imports.plan import Options, Plan, Target
from quizgen.user_files import LARGEST_TEXT

SHOWN = 3


@dataclass(slots=True)
class Rows:
    """The head and the rows of a sheet, what is said of its columns, and what does not come."""

    heads: Sequence[str]
    rows: list[list[str]]
    columns: dict[str, writing.Value] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    count: int = 0
    title: str = ""
    noun: str = "row"

    def plan(self, target: Target, options: Options, about: str = "") -> Plan:
        """Return the files of a deck of these rows.

        Raises:
            ImportRefused: where there are none.

        """
        if not self.rows:
            raise ImportRefused("; ".join(self.left) or "there is nothing in it")
        count = self.count or len(self.rows)
        self.rows = list(heeding(self.rows, self.left, options))
        id_ = target.base
        title = options.title or self.title or id_.replace("-", " ").capitalize()
        title = writing.free(title, set(target.titles))
        data = writing.sheet(self.heads, self.rows)
        if len(data) > LARGEST_TEXT:
            raise ImportRefused(f"its rows take more than {LARGEST_TEXT // 2**20} MB")
        head: dict[str, writing.Value] = {
            "deck": writing.markdown_of(title),
            "id": id_,
            "rows": f"{id_}.csv",
        }
        if self.columns:
            head["columns"] = self.columns
        becomes = f"{counted(len(self.rows), 'row')} of decks/{id_}.csv"
        return Plan(
            files={f"decks/{id_}.yaml": writing.document(head), f"decks/{id_}.csv": data},
            becomes=(f"{becomes}{about}",),
            left=tuple(self.left),
            count=count,
            coming=len(self.rows),
            noun=self.noun,
        )


def heeding(rows: Iterable[list[str]], left: list[str], options: Options) -> Iterator[list[str]]:
    """Yield the rows that a build will take."""
    for index, row in enumerate(rows):
        reasons = options.refused.get(index)
        if reasons:
            left.append(f"a row that a build would refuse: {reasons[0].message}")
        else:
            yield row


class Words:
    """Makes Markdown of cells, and keeps what markup of theirs it has no room for."""

    def __init__(self, *, is_html: bool) -> None:
        self.is_html = is_html
        self.beyond: dict[str, int] = {}

    def of(self, cell: str) -> str:
        """Return a cell in Markdown: its words, and the markup that there is."""
        text = writing.clean(cell).strip()
        if not self.is_html:
            return writing.markdown_of(text)
        for name in html_reading.beyond(text):
            self.beyond[name] = self.beyond.get(name, 0) + 1
        return html_reading.markdown(text)

    def left(self) -> Iterator[str]:
        """Yield what was left out."""
        for name, count in sorted(self.beyond.items()):
            what = "a sound or a picture" if name in ("img", "sound") else f"the markup <{name}>"
            yield f"{what}, in {counted(count, 'text')}: the words come without it"


def only_once(
    rows: Sequence[Sequence[str]], left: list[str]
) -> Iterator[tuple[Sequence[str], bool]]:
    """Yield rows of pairs that ask one thing each, and whether what they answer is new.

    A word that comes again with another meaning is one row with both: a card that asked for one of
    them would be wrong half of the time.
    """
    meanings: dict[str, list[str]] = {}
    first: dict[str, Sequence[str]] = {}
    for row in rows:
        key = row[0].casefold()
        first.setdefault(key, row)
        answers = meanings.setdefault(key, [])
        if row[1].casefold() not in map(str.casefold, answers):
            answers.append(row[1])
    joined = [key for key, several in meanings.items() if len(several) > 1]
    twice = len(rows) - sum(map(len, meanings.values()))
    if twice:
        left.append(f"{counted(twice, 'pair')} that came before already")
    if joined:
        words = ", ".join(first[key][0] for key in joined[:SHOWN])
        left.append(
            f"{counted(len(joined), 'word')} with more than one meaning on rows of their own "
            f"({words}): the meanings stand in one row, with semicolons"
        )
    answered: set[str] = set()
    for key, row in first.items():
        meaning = "; ".join(meanings[key])
        yield [row[0], meaning, *row[2:]], meaning.casefold() not in answered
        answered.add(meaning.casefold())


def pairs(
    heads: Sequence[str], rows: Sequence[Sequence[str]], left: list[str], *, back: bool
) -> Rows:
    """Return rows of a word and its meaning, each asked by the word alone, and back if asked so."""
    word, meaning, *others = heads
    unique = list(only_once(rows, left))
    spec: Mapping[str, writing.Value] = {"ask": f"{{{word}}}"} | (
        {"back": f"{{{meaning}}}"} if back else {}
    )
    columns: dict[str, writing.Value] = {meaning: dict(spec)}
    columns = {word: {}} | columns | {name: {"role": "note"} for name in others}
    ids: set[str] = set()
    listed = [[writing.named(row[0], ids), *row] for row, _ in unique]
    heads = ["id", *heads]
    if back and not all(is_new for _, is_new in unique):
        heads = [*heads, "reverse"]
        listed = [
            [*row, "" if is_new else "no"] for row, (_, is_new) in zip(listed, unique, strict=True)
        ]
    return Rows(heads, listed, columns, left, count=len(rows))
