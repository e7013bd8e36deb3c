"""``docs/api.md``: what ``import quizgen`` offers, from its signatures and docstrings."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum

import quizgen

FUNCTIONS = ("load", "check", "write")
"""In the order in which they are used."""
_ROLE = re.compile(r":(?:func|meth|class|data):`(?:[\w.]*\.)?(\w+)`")
_HEAD = """# From Python

```python
import quizgen

decks = quizgen.load("decks")
paper = decks.form(items=20, seed=7)
quizgen.write(decks.render(paper, to="html"), "out")
```

This page is all of the API, and semantic versioning covers it: before 1.0 a minor version may
change it, and the [changelog](../CHANGELOG.md) says so; from 1.0 on only a major one does. Values
that are returned are frozen. Whatever else can be imported from the package is private and may move
at any time.

<!-- Made by `make reference`; do not edit. -->
"""


def page() -> str:
    """Return the page."""
    classes = [n for n in quizgen.__all__ if inspect.isclass(getattr(quizgen, n))]
    errors = [n for n in classes if issubclass(getattr(quizgen, n), Exception)]
    types = [n for n in classes if n not in errors and n != "Decks"]
    parts = [_HEAD, "## Functions\n"]
    parts += [_function(f"quizgen.{name}", getattr(quizgen, name), 3) for name in FUNCTIONS]
    parts += ["## quizgen.Decks\n", _text(quizgen.Decks), *_members()]
    parts += ["## Errors\n", *(f"- **`quizgen.{n}`**: {_inline(n)}\n" for n in errors)]
    parts += ["## Values\n", _table(types)]
    return "\n".join(parts)


def _members() -> Iterator[str]:
    for name, member in vars(quizgen.Decks).items():
        if name.startswith("_"):
            continue
        if isinstance(member, property):
            yield f"### decks.{name}\n\n{_text(member.fget)}"
        else:
            yield _function(f"decks.{name}", member, 3)


def _function(name: str, function: Callable[..., object], depth: int) -> str:
    signature = inspect.signature(function)
    shown = [p for p in signature.parameters.values() if p.name != "self"]
    parameters = ", ".join(map(_parameter, _with_stars(shown)))
    call = f"{name}({parameters}) -> {signature.return_annotation}"
    if len(call) > 90:
        inner = "".join(f"    {_parameter(p)},\n" for p in _with_stars(shown))
        call = f"{name}(\n{inner}) -> {signature.return_annotation}"
    return f"{'#' * depth} {name}\n\n```python\n{call}\n```\n\n{_text(function)}"


def _with_stars(parameters: list[inspect.Parameter]) -> Iterator[inspect.Parameter | str]:
    """Yield parameters, and ``*`` before those that have to be named."""
    starred = any(p.kind is inspect.Parameter.VAR_POSITIONAL for p in parameters)
    for parameter in parameters:
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and not starred:
            yield "*"
            starred = True
        yield parameter


def _parameter(parameter: inspect.Parameter | str) -> str:
    if isinstance(parameter, str):
        return parameter
    star = "*" if parameter.kind is inspect.Parameter.VAR_POSITIONAL else ""
    shown = f"{star}{parameter.name}: {parameter.annotation}"
    if parameter.default is inspect.Parameter.empty:
        return shown
    return f"{shown} = {_default(parameter.default)}"


def _default(value: object) -> str:
    if isinstance(value, tuple):
        parts = [_default(part) for part in value]
        return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"
    return repr(str(value)) if isinstance(value, str) else repr(value)


def _text(documented: object) -> str:
    """Return a docstring as Markdown: roles as code, what it raises as a list."""
    text = inspect.getdoc(documented) or ""
    body, _, raises = text.partition("\n\nRaises:\n")
    body = _ROLE.sub(r"`\1`", body).replace("``", "`")
    errors = re.findall(r"^ *(\w+): (.*)$", raises, re.MULTILINE)
    lines = [f"- `{name}` {when}" for name, when in errors]
    raised = ["Raises:\n", *lines, ""] if lines else []
    return "\n".join([body, "", *raised])


def _inline(name: str) -> str:
    return " ".join(_text(getattr(quizgen, name)).split())


def _table(names: list[str]) -> str:
    rows = ["| value | fields | is |", "| --- | --- | --- |"]
    for name in names:
        about = _inline(name).replace("|", "\\|")
        rows.append(f"| `quizgen.{name}` | {_fields(getattr(quizgen, name))} | {about} |")
    return "\n".join(rows) + "\n"


def _fields(cls: type) -> str:
    """Return a value's fields, then what is computed of them; or the words of an enumeration."""
    if issubclass(cls, Enum):
        return ", ".join(f"`{member.value}`" for member in cls)
    if not is_dataclass(cls):
        return ""
    computed = [name for name, value in vars(cls).items() if isinstance(value, property)]
    return ", ".join(f"`{name}`" for name in [*(f.name for f in fields(cls)), *computed])
