"""Pictures and sounds beside a deck."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from quizgen.diagnostics import Code, Diagnostic, Position, suggestion
from quizgen.facts import Fact
from quizgen.model import PICTURES, SOUNDS, Media

LARGE = 1_000_000
"""Bytes of one file above which a telephone notices."""


def read_media(folder: Path, facts: tuple[Fact, ...]) -> tuple[dict[str, Media], list[Diagnostic]]:
    """Return the media of some facts by the file they name, and what is wrong with them."""
    found: dict[str, Media] = {}
    problems: list[Diagnostic] = []
    for fact in facts:
        for index, attachment in enumerate(fact.media):
            place = fact.locate("media", index, "file")
            if attachment.file not in found:
                made = _read(folder, attachment.file, place)
                if isinstance(made, Diagnostic):
                    problems.append(made)
                    continue
                found[attachment.file] = made
            problems += _remarks(found[attachment.file], attachment.alt, place)
    return found, problems


def _read(folder: Path, file: str, place: Position) -> Media | Diagnostic:
    path = folder / file
    suffix = path.suffix.lower()
    if suffix not in PICTURES + SOUNDS:
        known = ", ".join(ending.lstrip(".") for ending in PICTURES + SOUNDS)
        return Diagnostic(place, Code.MEDIA, f"'{file}' is no picture or sound", f"use {known}")
    if not path.resolve().is_relative_to(folder.resolve()):
        return Diagnostic(place, Code.MEDIA, f"'{file}' leads out of the folder of decks")
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        near = suggestion(path.name, sorted(p.name for p in path.parent.glob("*")))
        return Diagnostic(place, Code.MEDIA, f"there is no file '{file}'", near)
    except OSError as error:
        return Diagnostic(place, Code.MEDIA, f"'{file}' cannot be read: {error.strerror}")
    if not data:
        return Diagnostic(place, Code.MEDIA, f"'{file}' is empty")
    return Media(f"{path.stem[:40]}-{hashlib.sha256(data).hexdigest()[:12]}{suffix}", data)


def _remarks(media: Media, alt: str | None, place: Position) -> Iterator[Diagnostic]:
    if not media.is_sound and not alt:
        hint = "say in 'alt' what it shows, for those who cannot see it"
        yield Diagnostic(place, Code.NO_ALT, "the picture has no 'alt'", hint)
    if len(media.data) > LARGE:
        said = f"the file has {len(media.data) / 1e6:.1f} MB"
        yield Diagnostic(
            place, Code.LARGE_MEDIA, said, "shrink it: learners carry it on telephones"
        )
