"""Which characters the installed fonts have, as fontconfig tells, and where to get the others.

WeasyPrint takes for each character any font that has it, so what no font has is all that can go
wrong. Fontconfig keeps the character set of each font in its cache: to ask costs milliseconds.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import Any

from quizgen.resources import extra

_DECLARED = """
typedef struct _FcConfig FcConfig;
typedef struct _FcPattern FcPattern;
typedef struct _FcCharSet FcCharSet;
typedef struct { int nfont; int sfont; FcPattern **fonts; } FcFontSet;
FcConfig *FcInitLoadConfigAndFonts(void);
FcFontSet *FcConfigGetFonts(FcConfig *config, int set);
int FcPatternGetCharSet(const FcPattern *pattern, const char *object, int n, FcCharSet **found);
int FcPatternGetString(const FcPattern *pattern, const char *object, int n, unsigned char **found);
int FcCharSetHasChar(const FcCharSet *characters, unsigned int character);
"""
_LIBRARIES = "libfontconfig.so.1 libfontconfig.1.dylib libfontconfig-1.dll fontconfig".split()
_LAST_RESORT = frozenset({b"LastResort", b".LastResort", b"Last Resort"})
"""Fonts that have a box for everything."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
"""Categories of what needs no glyph of its own: spaces, and what only steers others."""
_IGNORED = (*range(0xFE00, 0xFE10), *range(0xE0000, 0xE1000), 0x034F, 0x115F, 0x1160, 0x3164)
"""Further characters that are not drawn: variation selectors, joiners, fillers."""
_CJK = frozenset("Hani Hira Kana Hang Bopo Yiii".split())
_EMOJI = ((0x1F000, 0x1FAFF), (0x1F1E6, 0x1F1FF), (0x2600, 0x27BF))


def uncovered(texts: Iterable[str]) -> str:
    """Return the characters of some texts that no installed font has, each once.

    Raises:
        MissingExtra: when fontconfig, which WeasyPrint needs, is not installed.

    """
    return "".join(c for c in dict.fromkeys(chain.from_iterable(texts)) if not is_covered(c))


@lru_cache(maxsize=65536)
def is_covered(letter: str) -> bool:
    """Whether some font has a character, or it needs none."""
    if unicodedata.category(letter) in _UNSEEN or ord(letter) in _IGNORED:
        return True
    library, sets = _character_sets()
    return any(library.FcCharSetHasChar(characters, ord(letter)) for characters in sets)


@lru_cache(maxsize=64)
def is_installed(family: str) -> bool:
    """Whether there is a font of a family, by any of its names."""
    foreign, library, fonts = _installed()
    name = foreign.new("unsigned char **")
    wanted = family.casefold()
    for index in range(fonts.nfont):
        number = 0
        while library.FcPatternGetString(fonts.fonts[index], b"family", number, name) == 0:
            if foreign.string(name[0]).decode(errors="replace").casefold() == wanted:
                return True
            number += 1
    return False


def files() -> tuple[str, ...]:
    """Return the files of the installed fonts, sorted.

    Raises:
        MissingExtra: when fontconfig, which WeasyPrint needs, is not installed.

    """
    foreign, library, fonts = _installed()
    files = set()
    for index in range(fonts.nfont):
        file = foreign.new("unsigned char **")
        if library.FcPatternGetString(fonts.fonts[index], b"file", 0, file) == 0:
            files.add(os.fsdecode(foreign.string(file[0])))
    return tuple(sorted(files))


@lru_cache(maxsize=1)
def _installed() -> tuple[Any, Any, Any]:
    """Return what talks to libraries in C, fontconfig, and all fonts that it finds."""
    cffi: Any = extra("cffi", "pdf", "PDF")
    foreign = cffi.FFI()
    foreign.cdef(_DECLARED)
    library = _opened(foreign)
    return foreign, library, library.FcConfigGetFonts(library.FcInitLoadConfigAndFonts(), 0)


@lru_cache(maxsize=1)
def _character_sets() -> tuple[Any, tuple[Any, ...]]:
    """Return fontconfig, and the characters of each font that it finds."""
    foreign, library, fonts = _installed()
    sets = []
    for index in range(fonts.nfont):
        charset, family = foreign.new("FcCharSet **"), foreign.new("unsigned char **")
        named = library.FcPatternGetString(fonts.fonts[index], b"family", 0, family) == 0
        if named and foreign.string(family[0]) in _LAST_RESORT:
            continue
        if library.FcPatternGetCharSet(fonts.fonts[index], b"charset", 0, charset) == 0:
            sets.append(charset[0])
    return library, tuple(sets)


def _opened(foreign: Any) -> Any:
    """Return the library by the first of its names that the system knows."""
    extra("weasyprint", "pdf", "PDF")  # on Windows, it knows where the library is
    *names, last = _LIBRARIES
    for name in names:
        try:
            return foreign.dlopen(name)
        except OSError:
            continue
    return foreign.dlopen(last)


def source_of(letter: str) -> str:
    """Return where a font with a character comes from: a package of Debian, or a font's name."""
    if unicodedata.category(letter) in ("Cn", "Co"):
        return "no font has it by right: write another character"
    unicode: Any = extra("fontTools.unicodedata", "pdf", "PDF")
    script = unicode.script(letter)
    if script in _CJK or (unicodedata.east_asian_width(letter) in "WF" and not _is_emoji(letter)):
        return _advice("fonts-noto-cjk", "Noto Sans CJK")
    if _is_emoji(letter):
        return _advice("fonts-noto-color-emoji", "Noto Color Emoji")
    if script in ("Latn", "Grek", "Cyrl"):
        return _advice("fonts-noto-core", "Noto Sans")
    if script in ("Zyyy", "Zinh", "Zzzz"):
        return _advice("fonts-noto-core", "Noto Sans Symbols or Noto Sans Math")
    return _advice("fonts-noto-core", f"Noto Sans {unicode.script_name(script).replace('_', ' ')}")


def _advice(package: str, family: str) -> str:
    return f"install {family} (on Debian and Ubuntu: apt install {package})"


def _is_emoji(letter: str) -> bool:
    return any(first <= ord(letter) <= last for first, last in _EMOJI)
