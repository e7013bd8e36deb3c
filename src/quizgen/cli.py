"""The command line: flags, progress, exit codes; nothing else.

Exit codes: 0 done, 1 problems in the decks, 2 wrong usage.
"""

from __future__ import annotations

import os
import sys
import textwrap
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from quizgen import __version__
from quizgen import build as pipeline
from quizgen.build import FORMATS, GROUPS, Artefact, Coverage, Settings, Works
from quizgen.diagnostics import Diagnostic, Problems, Severity, has_errors, in_order, suggestion
from quizgen.facts import Deck
from quizgen.formats.pages import letter
from quizgen.model import (
    Choice,
    Edition,
    Gaps,
    Item,
    Match,
    Note,
    Order,
    Paper,
    TextEntry,
    TrueFalse,
)
from quizgen.output import OutputError
from quizgen.text import plain

app = typer.Typer(
    name="quizgen",
    help="Turn curated YAML facts into Anki decks and printable quizzes.",
    epilog="Example: quizgen build",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Decks = Annotated[Path, typer.Option("--decks", metavar="DIR", help="The folder of fact files.")]
DeckIds = Annotated[
    list[str] | None, typer.Argument(metavar="[DECK]...", help="Ids of decks; all if none.")
]


Texts = Annotated[
    Path | None,
    typer.Option("--sources", metavar="DIR", help="The folder with the texts, <citation key>.txt."),
]


def main() -> None:
    """Run the command line; no traceback reaches a user."""
    try:
        app()
    except Exception as error:
        if os.environ.get("QUIZGEN_DEBUG"):
            raise
        typer.echo(
            f"quizgen: this is a bug: {type(error).__name__}: {error} "
            "(set QUIZGEN_DEBUG=1 to see where, and please report it)",
            err=True,
        )
        sys.exit(70)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"quizgen {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


@app.command(epilog="Example: quizgen build geneva-accords --to anki")
def build(
    decks: DeckIds = None,
    folder: Decks = Path("decks"),
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the files go.")] = Path("out"),
    to: Annotated[
        str,
        typer.Option(
            metavar="LIST", help=f"Groups ({', '.join(GROUPS)}) or formats ({', '.join(FORMATS)})."
        ),
    ] = ",".join(GROUPS),
    paper: Annotated[Paper, typer.Option(help="The paper to print on.")] = Paper.A4,
    frozen: Annotated[
        bool, typer.Option("--frozen", help="Fail if the ledger would change (for CI).")
    ] = False,
) -> None:
    """Check the decks, then write what is stale: Anki packages, worksheets and keys."""
    settings = Settings(
        folder=folder,
        out=out,
        now=_now(),
        decks=tuple(decks or ()),
        formats=_formats(to),
        edition=Edition(paper=paper),
        frozen=frozen,
    )
    with _Sentences():
        if settings.decks:
            _select(pipeline.load(folder)[0], settings.decks)
        report = pipeline.build(settings, _progress)
    _print(report.warnings)
    for path in report.files.written:
        typer.echo(f"wrote {(out / path).as_posix()}")
    for path in report.removed:
        typer.echo(f"removed {(out / path).as_posix()}")
    if report.ledger_changed:
        typer.echo(f"updated {(folder / pipeline.LEDGER).as_posix()}: commit it with the decks")
    written, same = len(report.files.written), len(report.files.unchanged)
    if not written and not report.removed:
        typer.echo(f"nothing changed: {_count(same, 'file')} up to date in {out.as_posix()}")
    else:
        typer.echo(f"{_count(written, 'file')} written, {same} unchanged")


@app.command(epilog="Example: quizgen check geneva-accords --sources texts")
def check(
    decks: DeckIds = None,
    folder: Decks = Path("decks"),
    sources: Texts = None,
) -> None:
    """Report every problem in the decks at once; exit 1 if one is an error.

    With --sources, prove each fact: its evidence must stand together at the place it names.
    """
    with _Sentences():
        try:
            works, found = pipeline.load(folder, sources)
        except Problems as problems:
            found, count = problems.diagnostics, 0
        else:
            count = sum(len(deck.facts) for deck in _select(works, tuple(decks or ())))
    chosen = [d for d in found if not decks or Path(d.position.path).stem in decks]
    _print(chosen)
    if has_errors(chosen):
        errors = sum(d.severity is Severity.ERROR for d in chosen)
        typer.echo(
            f"{_count(errors, 'error')}, {_count(len(chosen) - errors, 'warning')}", err=True
        )
        raise typer.Exit(1)
    warned = f", {_count(len(chosen), 'warning')}" if chosen else ""
    typer.echo(f"{_count(count, 'fact')} checked: no errors{warned}")


@app.command("list", epilog="Example: quizgen list --sources texts")
def list_(decks: DeckIds = None, folder: Decks = Path("decks"), sources: Texts = None) -> None:
    """Show the decks: facts by level and kind, cards and items.

    With --sources, show which share of each source is cited, and the paragraphs that no fact cites.
    """
    with _Sentences():
        works, _ = pipeline.load(folder)
        chosen = _select(works, tuple(decks or ()))
    head = ("deck", "facts", "core", "useful", "detail", "cards", "items", "title")
    rows = [head, *(_row(works, deck) for deck in chosen)]
    if len(chosen) > 1:
        totals = [str(sum(int(row[column]) for row in rows[1:])) for column in range(1, 7)]
        rows.append(("all", *totals, works.collection.title))
    for row in _table(rows):
        typer.echo(row)
    kinds = Counter(fact.kind for deck in chosen for fact in deck.facts)
    typer.echo(f"\nkinds: {', '.join(f'{count} {kind}' for kind, count in kinds.most_common())}")
    if sources:
        with _Sentences():
            covered = pipeline.coverage(works, sources)
        for line in _coverage(covered):
            typer.echo(line)


@app.command(epilog="Example: quizgen show powell-demands/seven-demands")
def show(
    what: Annotated[
        str, typer.Argument(metavar="DECK[/FACT]", help="A deck, or one of its facts.")
    ],
    folder: Decks = Path("decks"),
) -> None:
    """Show how a fact becomes cards and items."""
    deck_id, _, fact_id = what.partition("/")
    with _Sentences():
        works, _ = pipeline.load(folder)
        (deck,) = _select(works, (deck_id,))
    known = [fact.id for fact in deck.facts]
    if fact_id and fact_id not in known:
        raise typer.BadParameter(
            f"there is no fact '{fact_id}' in '{deck_id}'{_near(fact_id, known)}"
        )
    for fact in deck.facts:
        if fact_id in ("", fact.id):
            typer.secho(f"{deck.id}/{fact.id}", bold=True, nl=False)
            typer.echo(f" ({fact.kind}, {fact.level})")
            notes = [n for n in works.notes[deck.id] if n.origin.fact == fact.id]
            items = [i for i in works.items[deck.id] if f"{deck.id}/{fact.id}" in i.facts]
            for line in (*_cards(notes), *_items(items)):
                typer.echo(f"  {line}")
            typer.echo()


# --- how things are told ----------------------------------------------------------------------


class _Sentences:
    """Turns what can go wrong into sentences and exit codes."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Problems):
            _print(error.diagnostics)
            errors = sum(d.severity is Severity.ERROR for d in error.diagnostics)
            typer.echo(f"{_count(errors, 'error')}; nothing was written", err=True)
            raise typer.Exit(1) from error
        if isinstance(error, OutputError):
            typer.echo(f"quizgen: {error}; nothing was changed", err=True)
            raise typer.Exit(1) from error


def _print(diagnostics: Iterable[Diagnostic]) -> None:
    for d in in_order(diagnostics):
        colour = "red" if d.severity is Severity.ERROR else "yellow"
        typer.secho(f"{d.position}:", bold=True, nl=False, err=True)
        typer.secho(f" {d.severity}: ", fg=colour, nl=False, err=True)
        typer.echo(f"{d.sentence} [{d.code}]", err=True)


def _progress(artefacts: Sequence[Artefact]) -> Iterator[Artefact]:
    """Show a bar on a terminal; click keeps quiet in a pipe, and so do we."""
    if not artefacts or not sys.stderr.isatty():
        yield from artefacts
        return
    with typer.progressbar(artefacts, label="building", file=sys.stderr) as bar:
        yield from bar


def _now() -> int:
    """Return the time of this build; reproducible builds set SOURCE_DATE_EPOCH."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(epoch) if epoch.isdecimal() else int(time.time())


def _formats(to: str) -> tuple[str, ...]:
    chosen: list[str] = []
    for word in filter(None, map(str.strip, to.split(","))):
        if word not in GROUPS and word not in FORMATS:
            raise typer.BadParameter(
                f"there is no format '{word}'{_near(word, [*GROUPS, *FORMATS])}"
            )
        chosen += GROUPS.get(word, (word,))
    return tuple(dict.fromkeys(chosen))


def _select(works: Works, ids: Sequence[str]) -> list[Deck]:
    """Return the named decks, or all of them."""
    decks = {deck.id: deck for deck in works.collection.decks}
    for id_ in ids:
        if id_ not in decks:
            raise typer.BadParameter(f"there is no deck '{id_}'{_near(id_, decks)}")
    return [decks[id_] for id_ in ids] if ids else list(decks.values())


def _near(word: str, known: Iterable[str]) -> str:
    names = list(known)
    hint = suggestion(word, names)
    return f"; {hint}" if hint else f" (there are: {', '.join(names)})"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _row(works: Works, deck: Deck) -> tuple[str, ...]:
    levels = Counter(fact.level for fact in deck.facts)
    cards = sum(len(note.cards) for note in works.notes[deck.id])
    numbers = (
        len(deck.facts),
        levels["core"],
        levels["useful"],
        levels["detail"],
        cards,
        len(works.items[deck.id]),
    )
    return (deck.id, *map(str, numbers), plain(deck.deck))


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *numbers, last in rows:
        middle = (n.rjust(w) for n, w in zip(numbers, widths[1:-1], strict=True))
        yield "  ".join((first.ljust(widths[0]), *middle, last)).rstrip()


def _coverage(covered: Iterable[Coverage]) -> Iterator[str]:
    for source in covered:
        cited = source.paragraphs - len(source.uncited)
        share = f"{cited / source.paragraphs:.0%}" if source.paragraphs else "-"
        yield f"\n{source.source}: {cited} of {source.paragraphs} paragraphs cited ({share})"
        for paragraph in source.uncited:
            page = f"p. {paragraph.page}, " if paragraph.page is not None else ""
            place = f"line {paragraph.line} ({page}para. {paragraph.number})"
            yield f"  {place}: {textwrap.shorten(paragraph.text, 80, placeholder=' …')}"


def _cards(notes: Iterable[Note]) -> Iterator[str]:
    for note in notes:
        for card in note.cards:
            yield f"card   {card.name}: {card.front} → {card.back}"


def _items(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        yield f"{item.type:<6} {plain(item.stem)}".rstrip()
        yield from (f"         {line}" for line in _key(item))


def _key(item: Item) -> Iterator[str]:
    match item.interaction:
        case Choice(options):
            for index, option in enumerate(options):
                mark = "*" if option.correct else " "
                why = f"  ({plain(option.why)})" if option.why else ""
                yield f"{mark} {letter(index)} {plain(option.text)}{why}"
        case TrueFalse(answer, correction):
            yield f"{answer}{f': {plain(correction)}' if correction else ''}"
        case TextEntry(accepted):
            yield " / ".join(map(plain, accepted))
        case Gaps(parts):
            yield "".join(p if isinstance(p, str) else f"[{p.text}]" for p in parts)
        case Match(pairs, _):
            yield from (f"{plain(prompt)} – {plain(response)}" for prompt, response in pairs)
        case Order(entries):
            yield from (f"{entry.rank} {plain(entry.text)}" for entry in entries)
