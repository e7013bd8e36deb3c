"""Where it comes from: sources and the places in them, pictures and sounds, the fact behind it."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType

from quizgen.dates import Edtf
from quizgen.diagnostics import Locator
from quizgen.language import Language, language
from quizgen.model.lms_item import LmsItem
from quizgen.model.vocabulary import Kind, Level
from quizgen.numbers import Notation
from quizgen.records import dataclass

PICTURES: Mapping[str, str] = MappingProxyType(
    {
        ".avif": "image/avif",
        ".gif": "image/gif",
        ".jpeg": "image/jpeg",
        ".jpg": "image/jpeg",
        ".png": "image/png",
        ".svg": "image/svg+xml",
        ".webp": "image/webp",
    }
)
"""Files that are pictures, by their ending, and what they are on a page."""
SOUNDS: Mapping[str, str] = MappingProxyType(
    {
        ".flac": "audio/flac",
        ".m4a": "audio/mp4",
        ".mp3": "audio/mpeg",
        ".oga": "audio/ogg",
        ".ogg": "audio/ogg",
        ".opus": "audio/ogg",
        ".wav": "audio/wav",
    }
)
"""Files that are sounds, by their ending, and what they are on a page."""
_NAMED = frozenset(
    (Kind.TERM, Kind.PERSON, Kind.EVENT, Kind.NUMBER, Kind.CLAIM, Kind.QUOTE, Kind.TABLE)
)
"""Kinds of fact whose questions name what they ask about."""
_PAGE = re.compile(r"(?:^|,\s*)(?:pp?|para)\.\s*\d.*$")
"""What follows a heading in a place."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A source: its citation key, how it is cited in passing and in full, and who says it.

    ``page_break`` is what its text has at the head of each page, from ``first_page`` on. A map
    and a data set are no texts. ``set_aside`` are numbers of paragraphs that no fact has to cite.
    """

    key: str
    short: str
    full: str
    who: str
    url: str = ""
    first_page: int | None = None
    page_break: str = ""
    is_text: bool = True
    set_aside: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Citation:
    """A source and the place in it."""

    reference: Reference
    place: str = ""

    @property
    def text(self) -> str:
        """``Khudayberdiyev 2024, Results, p. 10``."""
        return f"{self.reference.short}, {self.place}" if self.place else self.reference.short

    @property
    def printed(self) -> str:
        """``Khudayberdiyev 2024, “Results”, p. 10``: a heading may read as a date or a title."""
        heading = _PAGE.sub("", self.place)
        place = self.place.replace(heading, f"“{heading}”", 1) if heading else self.place
        return f"{self.reference.short}, {place}" if place else self.reference.short


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or a sound: a name made of its content, its bytes, and words for a picture.

    ``width`` is how wide a picture is to be, in mm; 0 where a page decides.
    """

    name: str
    data: bytes = field(repr=False)
    alt: str = ""
    width: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether it is played rather than shown."""
        return self.suffix in SOUNDS

    @property
    def digest(self) -> str:
        """What tells its content: two names may have the same."""
        return self.name[: self.name.rindex(".")].rpartition("-")[2]

    @property
    def suffix(self) -> str:
        """Its ending, which tells its format: ``.png``."""
        return self.name[self.name.rindex(".") :]

    @property
    def style(self) -> str:
        """How it is shown at its width, as CSS; nothing where it has none."""
        return f"width: {self.width}mm; max-height: none" if self.width else ""

    @property
    def mime(self) -> str:
        """What it is on a page: ``image/png``, ``audio/mpeg``."""
        return SOUNDS.get(self.suffix) or PICTURES[self.suffix]

    @property
    def uri(self) -> str:
        """Its bytes as a ``data:`` URI, so that a page holds all that it shows and plays."""
        return f"data:{self.mime};base64,{b64encode(self.data).decode()}"


def _english() -> Language:
    return language("en")


@dataclass(frozen=True, slots=True)
class Origin:
    """The fact behind a proposition: its identity, its sources, and what goes on the back.

    ``language`` is the one that it is asked in, and ``foreign`` its tag, where it is not that of
    the collection. ``notation`` is how numbers in its texts are written; ``guid`` is what its first
    note had as its GUID before it moved in, ``lms_item`` the item that it was.
    """

    deck: str
    fact: str
    kind: Kind
    level: Level
    tags: tuple[str, ...]
    citations: tuple[Citation, ...]
    locate: Locator = field(repr=False, compare=False)
    note: str = ""
    hint: str = ""
    as_of: Edtf | None = None
    disputed: str = ""
    front_media: tuple[Media, ...] = ()
    back_media: tuple[Media, ...] = ()
    identity: str = ""
    retired: str = ""
    language: Language = field(default_factory=_english, repr=False, compare=False)
    foreign: str = ""
    notation: Notation = field(default=Notation("English"), repr=False, compare=False)
    allow: frozenset[str] = frozenset()
    guid: str = ""
    lms_item: LmsItem | None = None

    @property
    def front_pictures(self) -> tuple[Media, ...]:
        """What of its front can be printed."""
        return tuple(media for media in self.front_media if not media.is_sound)

    @property
    def front_sounds(self) -> tuple[Media, ...]:
        """What of its front is played."""
        return tuple(media for media in self.front_media if media.is_sound)

    @property
    def is_heard(self) -> bool:
        """Whether its question may ask about a sound, so that its words alone are none.

        Of a term, a person or an event the words say what is asked about, and a sound goes with
        them; a question, a statement or a row may well ask what one hears.
        """
        return bool(self.front_sounds) and self.kind not in _NAMED

    @property
    def back_pictures(self) -> tuple[Media, ...]:
        """What of its back can be printed."""
        return tuple(media for media in self.back_media if not media.is_sound)

    def is_of(self, other: Origin) -> bool:
        """Whether both are of one fact."""
        return self.fact == other.fact and self.deck == other.deck

    @property
    def id(self) -> str:
        """``deck/fact``, unique in the collection; ``identity`` is what it was when it was new."""
        return f"{self.deck}/{self.fact}"
