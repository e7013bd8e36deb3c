"""HTML pages from jinja2 templates: autoescape on, an undefined name is an error.

A user's own folder is searched first, so that one file can be replaced and the rest stay.
"""

from __future__ import annotations

import importlib.util
import sys
import traceback
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from markupsafe import Markup

from quizgen.checks.templates import TEMPLATE
from quizgen.diagnostics import Diagnostic, Position, Problems
from quizgen.digests import code, digest_of
from quizgen.formats import sizes
from quizgen.formats.pages.math_font import with_font
from quizgen.language import Language
from quizgen.model import Edition
from quizgen.resources import templates_dir
from quizgen.text import letter, plain, print_html
from quizgen.typography import apostrophes

STANDARD = Edition()


class _Compiled(FileSystemBytecodeCache):
    """Shipped templates as they were compiled, kept where and while Python keeps this module.

    To compile them takes half a second of each build. A user's own are compiled each time: code
    that lies in a folder of theirs may be a stranger's.
    """

    def __init__(self) -> None:
        super().__init__(str(Path(importlib.util.cache_from_source(__file__)).parent), "%s.pyc")

    def get_source_checksum(self, source: str) -> str:
        """Return what tells a text from others, and the code that it was compiled by."""
        return digest_of(source, code())

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, unless nothing may be written there."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)


@lru_cache(maxsize=4)
def _environment(own: Path | None, _names: frozenset[str]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([*([own] if own else []), templates_dir()]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=None if own else _Compiled(),
    )
    environment.globals["enlarged"] = sizes.ENLARGED
    environment.filters |= {
        "md": print_html,
        "plain": lambda text: apostrophes(plain(text)),
        "css_string": css_string,
        "letter": letter,
        "size": sizes.style,
        "option_size": sizes.option_style,
        "fonts": lambda sheet, theme: Markup(theme.with_fonts(sheet)),  # noqa: S704 - a style sheet
    }
    return environment


def _names(own: Path | None) -> frozenset[str]:
    """Return what a user replaces: jinja sees that a file changed, but not that one was added."""
    return frozenset(path.as_posix() for path in own.rglob("*")) if own else frozenset()


def css_string(text: str) -> Markup:
    """Return a text as a CSS string, safe inside a ``<style>`` element."""
    escaped = "".join(c if c.isalnum() or c in " .,-" else f"\\{ord(c):x} " for c in text)
    return Markup(f'"{escaped}"')  # noqa: S704


def render(name: str, language: Language, edition: Edition = STANDARD, **values: Any) -> bytes:
    """Return one page as UTF-8.

    ``say`` gives the language's strings to the template, ``lang_of`` the attribute of an element
    that is in another language.

    Raises:
        Problems: when one of the user's own templates is wrong; it names the file and the line.

    """
    try:
        template = _environment(edition.templates, _names(edition.templates)).get_template(name)
        page = template.render(
            language=language,
            say=language.say,
            way=language.way,
            lang_of=partial(_lang_of, within=language),
            edition=edition,
            **values,
        )
    except Exception as error:
        place = _place(error, edition.templates, name.partition("/")[0])
        if place is None:
            raise
        message = f"{type(error).__name__}: {error}"
        hint = "templates/README.md says what each template gets"
        raise Problems([Diagnostic(place, TEMPLATE, message, hint)]) from error
    return with_font(page).encode("utf-8")


def _lang_of(language: Language, within: Language) -> Markup:
    """Return the attribute of an element in another language than what it stands in."""
    same = language.tag == within.tag
    return Markup("") if same else Markup(' lang="{}"').format(language.tag)


def _place(error: Exception, own: Path | None, folder: str) -> Position | None:
    """Return the last line of the user's templates that led to an error, if there are any.

    Where no line of theirs did, what they lack may have: then it is the folder of that template.
    """
    if own is None or not (own / folder).is_dir():
        return None
    frames = [(f.filename, f.lineno or 1) for f in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError):
        frames = [
            (str(own / (error.name or "")), error.lineno),
            (error.filename or "", error.lineno),
        ]
    theirs = [(Path(name), line) for name, line in frames if Path(name).is_relative_to(own)]
    existing = [(path, line) for path, line in theirs if path.is_file()]
    path, line = existing[-1] if existing else (own / folder, 1)
    return Position(path.as_posix(), line)
