"""The tree in ``docs/design.md``: what each module is, by the layers that hold imports."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "quizgen"
PAGE = ROOT / "docs" / "design.md"
_MADE = re.compile(r"(<!-- Made by [^\n]* -->\n).*?(<!-- /made -->\n)", re.DOTALL)


def page() -> str:
    """Return the page as it is written, with the tree as it is."""
    written = PAGE.read_text(encoding="utf-8")
    return _MADE.sub(lambda match: f"{match[1]}\n{tree()}\n{match[2]}", written)


def layers() -> list[list[str]]:
    """Return the layers of imports, from the top, each with its modules."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = project["tool"]["importlinter"]["contracts"]
    return [re.split(r"\s*\|\s*", layer) for layer in contract["layers"]]


def tree() -> str:
    """Return a table of the layers."""
    rows = [
        f"| {number} | {name} | {about} |"
        for number, layer in enumerate(layers(), 1)
        for name, about in _rows(layer)
    ]
    return "\n".join(["| layer | module | is |", "| --- | --- | --- |", *rows]) + "\n"


def _rows(layer: list[str]) -> Iterator[tuple[str, str]]:
    for name in layer:
        folder = PACKAGE / name
        path = folder / "__init__.py" if folder.is_dir() else PACKAGE / f"{name}.py"
        shown = f"{name}/" if folder.is_dir() else f"{name}.py"
        yield f"`{shown}`", _first(path)


def _first(path: Path) -> str:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    line = re.sub(r":\w+:`", "`", " ".join(text.partition("\n\n")[0].split()))
    return line.replace("``", "`").replace("|", "\\|")
