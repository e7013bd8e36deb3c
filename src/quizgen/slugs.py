"""Texts of any script → short names of a-z, 0-9 and hyphens."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from anyascii import anyascii

from quizgen.text import plain

LONGEST = 48
"""Letters; a longer text is cut after a whole word."""
_OTHER = re.compile(r"[^a-z0-9]+")


def stable(name: str) -> str:
    """Return the name by which a column is addressed, made by nothing that may ever change.

    Accents go, as Unicode guarantees for good; what is then no Latin letter is told by a digest.
    """
    bare = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    words = _OTHER.sub("-", bare).strip("-")
    return words or f"x{hashlib.sha256(name.encode()).hexdigest()[:10]}"


def slug(text: str) -> str:
    """Return a name for a text in Markdown: ``el perro`` is ``el-perro``, ``Москва`` ``moskva``.

    What no letters can be found for gets a name made of its digest.
    """
    words = _OTHER.sub("-", anyascii(plain(text)).lower()).strip("-")
    if not words:
        return f"x{hashlib.sha256(text.encode()).hexdigest()[:10]}"
    if len(words) > LONGEST:
        cut = words[: LONGEST + 1].rpartition("-")[0]
        words = cut if len(cut) > LONGEST // 2 else words[:LONGEST].strip("-")
    return words
