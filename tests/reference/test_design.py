"""The tree in the design is as the modules are; ``make reference`` renews it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT
from tools.reference import design


def test_the_tree(golden: Callable[[Path, str], None]) -> None:
    golden(design.PAGE, design.page())


def test_every_module_is_in_the_tree() -> None:
    names = {path.stem for path in design.PACKAGE.glob("*.py")} - {"__init__", "__main__"}
    names |= {path.parent.name for path in design.PACKAGE.glob("*/__init__.py")}
    assert {name for layer in design.layers() for name in layer} == names


def test_the_tables_are_where_it_says() -> None:
    rows = re.findall(r"^\| (`[A-Z_`, ]+) \| [^|]* \| (.*) \|$", design.page(), re.MULTILINE)
    assert len(rows) == 7
    for tables, files in rows:
        names, paths = re.findall(r"`(\w+)`", tables), re.findall(r"`([\w/.]+)`", files)
        texts = [(design.PACKAGE / path).read_text(encoding="utf-8") for path in paths]
        for name in names:
            assert any(re.search(rf"^{name}\b.* = ", text, re.MULTILINE) for text in texts), name


def test_every_page_of_the_documentation_is_in_its_table() -> None:
    table = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    for path in ROOT.glob("docs/*.md"):
        assert path.name == "README.md" or f"({path.name})" in table, path.name
