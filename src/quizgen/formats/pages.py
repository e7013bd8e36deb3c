"""HTML pages from jinja2 templates: autoescape on, an undefined name is an error."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from quizgen.language import Language
from quizgen.resources import templates_dir
from quizgen.text import page_html, plain


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates_dir()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "md": page_html,
        "plain": plain,
        "css_string": css_string,
        "letter": letter,
    }
    return environment


def css_string(text: str) -> Markup:
    """Return a text as a CSS string, safe inside a ``<style>`` element."""
    escaped = "".join(c if c.isalnum() or c in " .,-" else f"\\{ord(c):x} " for c in text)
    return Markup(f'"{escaped}"')  # noqa: S704


def letter(index: int) -> str:
    """Return the letter of an option: 0 is A, 26 is AA."""
    high, low = divmod(index, 26)
    return (letter(high - 1) if high else "") + chr(ord("A") + low)


def render(name: str, language: Language, **values: Any) -> bytes:
    """Return one page as UTF-8; ``say`` gives the language's strings to the template."""
    template = _environment().get_template(name)
    page = template.render(language=language, say=language.say, **values)
    return page.encode("utf-8")
