"""How problems and counts are told, without a look at what they are about."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple

import typer


class Line(NamedTuple):
    """A problem as it is told: where it is, how bad, what it is, and its code."""

    place: str
    severity: str
    sentence: str
    code: str


def tell_lines(lines: Iterable[Line]) -> None:
    """Print problems on standard error, in colour on a terminal (no-color.org, force-color.org)."""
    wanted = False if os.environ.get("NO_COLOR") else bool(os.environ.get("FORCE_COLOR")) or None
    for line in lines:
        colour = "red" if line.severity == "error" else "yellow"
        place = typer.style(f"{line.place}:", bold=True)
        severity = typer.style(f" {line.severity}: ", fg=colour)
        typer.echo(f"{place}{severity}{line.sentence} [{line.code}]", err=True, color=wanted)


def count(number: int, noun: str) -> str:
    """Return ``1 file``, ``2 files``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def nothing_changed(files: int, out: str) -> str:
    """Return what a build says that had nothing to do, or made nothing."""
    if not files:
        return (
            "nothing is made: these decks have no page that is asked for (bilingual pages are of "
            "translations, vocabulary tests of decks of rows)"
        )
    return f"nothing changed: {count(files, 'file')} up to date in {out}"
