"""Pictures and sounds beside a deck."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from quizgen.checks.stages.files import FILE_NAME
from quizgen.checks.stages.keys import BAD_MEDIA
from quizgen.checks.stages.rows import MISSING_MEDIA
from quizgen.diagnostics import Diagnostic, Position, Vocabulary, suggestion
from quizgen.facts import Fact
from quizgen.facts.row import Row
from quizgen.model import PICTURES, SOUNDS, Media
from quizgen.user_files import LARGEST_MEDIA, MB, Folder, UnreadableError, is_reserved, read, same

_BEGINNINGS: Mapping[str, bytes] = MappingProxyType(
    {
        ".avif": rb"....ftyp",
        ".gif": rb"GIF8",
        ".jpeg": rb"\xff\xd8\xff",
        ".jpg": rb"\xff\xd8\xff",
        ".png": rb"\x89PNG\r\n\x1a\n",
        ".svg": rb"\s*(\xef\xbb\xbf)?\s*<(\?xml|!--|!DOCTYPE|svg)",
        ".webp": rb"RIFF....WEBP",
    }
)
"""How a picture of each kind begins."""
LARGEST_DRAWING = 8 * MB
"""Of an SVG, which is not only carried but also read."""
MOST_DRAWN = 100_000
"""Elements that a picture may draw, those that it uses again counted each time."""
MOST_NESTED = 50
_DRAWN_AGAIN = re.compile(
    r"(?:mask|clip-path|fill|stroke|marker[a-z-]*)\s*:\s*url\(\s*[\"']?#([^)\"'\s]+)"
)
"""What stands in an attribute or in a ``style``."""
LOGOS = (".png", ".jpg", ".jpeg", ".gif", ".svg")
_HEAD = 4096
"""Bytes by which a file's format is known."""
_WEB = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_UNSAFE = re.compile(r"[^\w-]+")
"""What a file name brings that HTML or Anki could read as markup."""


def read_media(
    folder: Folder, start: Path, facts: tuple[Fact, ...]
) -> tuple[dict[str, Media], list[Diagnostic]]:
    """Return the media of some facts by the file they name, and what is wrong with them.

    Files are named as seen from ``start``, the folder that the deck lies in.
    """
    by_name: dict[str, Media] = {}
    listings: dict[Path, Vocabulary] = {}
    problems: list[Diagnostic] = []
    for fact in facts:
        for file, place in fact.files:
            if file in by_name:
                continue
            medium = _read(folder, start, file, place, listings)
            if isinstance(medium, Diagnostic):
                problems.append(medium)
            else:
                by_name[file] = medium
    return by_name, problems


def read_named(
    folder: Folder, start: Path, rows: Iterable[Row]
) -> tuple[dict[str, Media], list[Diagnostic]]:
    """Return the files that cells of HTML name, and which of them are not there.

    Anki alone shows them, as it would without us: they may be of any sort.
    """
    named: dict[str, Media] = {}
    problems: dict[str, Diagnostic] = {}
    for row in rows:
        for file, place in row.named_files:
            if file in named or file in problems:
                continue
            path = folder.find(start, file)
            try:
                if path is None:
                    raise UnreadableError("it is not there")
                named[file] = Media(path.name, read(path, LARGEST_MEDIA, folder.root))
            except (FileNotFoundError, UnreadableError) as error:
                why = "it is not there" if isinstance(error, OSError) else error
                message = f"a field shows '{Path(file).name}': {why}"
                hint = f"put it where it is looked for: {file}"
                problems[file] = Diagnostic(place, MISSING_MEDIA, message, hint)
    return named, list(problems.values())


def _draws_within_reason(data: bytes) -> bool:
    """Whether an SVG is well formed and what it draws again does not multiply without end."""
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - expat bounds what entities expand to
    except ElementTree.ParseError:
        return False
    by_id = {e.get("id"): e for e in root.iter() if not e.tag.endswith("Gradient")}
    counts: dict[str, int] = {}

    def drawn(element: Element, open_: frozenset[str]) -> int:
        if len(open_) > MOST_NESTED:
            return MOST_DRAWN + 1
        total = 1 + sum(drawn(child, open_) for child in element)
        for target in (_used(element) & by_id.keys()) - open_:
            if target not in counts:
                counts[target] = drawn(by_id[target], open_ | {target})
            total += counts[target]
        return min(total, MOST_DRAWN + 1)

    try:
        return drawn(root, frozenset()) <= MOST_DRAWN
    except RecursionError:
        return False


def _used(element: Element) -> set[str]:
    """Return the ids of what an element draws again: by a link, or as its mask or its pattern."""
    links = {v[1:] for k, v in element.items() if k.endswith("href") and v[:1] == "#"}
    styles = (f"{k}:{v}" for k, v in element.items() if "url(" in v)
    return links.union(*map(_DRAWN_AGAIN.findall, styles))


def read_logo(folder: Path, file: str, place: Position, alt: str) -> Media | Diagnostic:
    """Return a picture that every medium shows, or what is wrong with it.

    ``place`` is where it is named, ``alt`` what it shows in words.
    """
    if Path(file).suffix.lower() not in LOGOS:
        hint = f"make it one of {', '.join(LOGOS)}: a Word document shows no other"
        return Diagnostic(place, BAD_MEDIA, f"'{file}' is no logo for all formats", hint)
    logo = _read(Folder(folder.absolute()), folder.absolute(), file, place, {})
    return replace(logo, alt=alt) if isinstance(logo, Media) else logo


def _read(
    folder: Folder, start: Path, file: str, place: Position, listings: dict[Path, Vocabulary]
) -> Media | Diagnostic:
    suffix = Path(file).suffix.lower()
    if _WEB.match(file):
        hint = "save it beside the deck, and name the file: no card or page loads from the web"
        return Diagnostic(place, BAD_MEDIA, f"'{file}' is a web address", hint)
    if suffix not in (*PICTURES, *SOUNDS):
        endings = ", ".join(ending.lstrip(".") for ending in (*PICTURES, *SOUNDS))
        return Diagnostic(place, BAD_MEDIA, f"'{file}' is no picture or sound", f"use {endings}")
    if not Path(os.path.normpath(start / file)).is_relative_to(os.path.normpath(folder.root)):
        return Diagnostic(place, BAD_MEDIA, f"'{file}' leads out of the folder of decks")
    path = folder.find(start, file)
    if path is None:
        hint = _near(folder, start / file, listings)
        return Diagnostic(place, BAD_MEDIA, f"there is no file '{file}'", hint)
    if is_reserved(path.name):
        message = f"'{file}' has a name that Windows keeps for itself"
        return Diagnostic(place, FILE_NAME, message, "give it another")
    others = [name for name in folder.names(path.parent)[same(path.name)] if name != path.name]
    if others:
        message = f"'{file}' and '{others[0]}' are one name on Windows and on a Mac"
        return Diagnostic(place, FILE_NAME, message, "rename one of them")
    try:
        data = read(path, LARGEST_DRAWING if suffix == ".svg" else LARGEST_MEDIA, folder.root)
    except FileNotFoundError:
        return Diagnostic(place, BAD_MEDIA, f"'{file}' is a link that leads nowhere")
    except UnreadableError as error:
        return Diagnostic(place, BAD_MEDIA, f"'{file}' cannot be read: {error}")
    refusal = _refusal(file, data)
    if refusal:
        return Diagnostic(place, BAD_MEDIA, *refusal)
    stem = _UNSAFE.sub("-", Path(file).stem)[:40]
    return Media(f"{stem}-{hashlib.sha256(data).hexdigest()[:12]}{suffix}", data)


def _refusal(file: str, data: bytes) -> tuple[str, str] | None:
    """Say why some bytes are not the picture or the sound that their name tells, and the cure."""
    suffix = Path(file).suffix.lower()
    if not data:
        return f"'{file}' is empty", ""
    if not re.match(_BEGINNINGS.get(suffix, b""), data[:_HEAD], re.DOTALL):
        return f"'{file}' is no {suffix} picture, whatever its name", ""
    if suffix == ".svg" and not _draws_within_reason(data):
        message = f"'{file}' is no SVG, or it draws more than {MOST_DRAWN:,} elements"
        return message, "save it as plain SVG"
    return None


def is_refused(file: str, data: bytes) -> bool:
    """Whether a file is none that a page can show or play."""
    is_media = Path(file).suffix.lower() in (*PICTURES, *SOUNDS)
    return not is_media or len(data) > LARGEST_MEDIA or _refusal(file, data) is not None


def _near(folder: Folder, path: Path, listings: dict[Path, Vocabulary]) -> str:
    """Return a hint at the file that was meant; ``listings`` are those of folders seen before."""
    (alike, *_) = folder.names(path.parent).get(same(path.name), ("",))
    if alike:
        return f"did you mean '{alike}'?"
    if path.parent not in listings:
        names = folder.names(path.parent).values()
        listings[path.parent] = Vocabulary(alike[0] for alike in names)
    return suggestion(path.name, listings[path.parent])
