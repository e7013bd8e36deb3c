"""Problems in the formats that programs read, one function each, and one row in the table."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from urllib.parse import quote

from quizgen.checks.explanation import explain
from quizgen.checks.table import CODES
from quizgen.diagnostics import Code, Diagnostic, Position
from quizgen.version import __version__

SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def json_report(diagnostics: Sequence[Diagnostic]) -> str:
    """Return a list of objects with the keys that ruff gives its own, ``severity`` and ``hint``."""
    return _dump(
        [
            {
                "code": d.code.name,
                "severity": d.severity,
                "message": d.message,
                "hint": d.hint or None,
                "filename": d.position.path,
                "location": _json_location(d.position),
            }
            for d in diagnostics
        ]
    )


def _json_location(place: Position) -> dict[str, int] | None:
    return {"row": place.line, "column": place.column} if place.line else None


def github_report(diagnostics: Sequence[Diagnostic]) -> str:
    """Return workflow commands, which GitHub shows as annotations of a pull request."""
    return "".join(map(_annotation, diagnostics))


def _annotation(diagnostic: Diagnostic) -> str:
    place = diagnostic.position
    properties = {"title": f"quizgen ({diagnostic.code})", "file": place.path}
    if place.line:
        properties |= {"line": str(place.line), "col": str(place.column)}
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{diagnostic.severity} {listed}::{_data(str(diagnostic))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def sarif_report(diagnostics: Sequence[Diagnostic]) -> str:
    """Return a log in SARIF 2.1.0 (OASIS), which code scanning reads."""
    rules = sorted({d.code.name for d in diagnostics})
    results = [
        {
            "ruleId": d.code.name,
            "ruleIndex": rules.index(d.code.name),
            "level": d.severity,
            "message": {"text": d.sentence},
            "locations": [{"physicalLocation": _location(d.position)}],
        }
        for d in diagnostics
    ]
    driver = {"name": "quizgen", "version": __version__, "rules": [_rule(CODES[n]) for n in rules]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _dump({"$schema": SARIF, "version": "2.1.0", "runs": [run]})


def _rule(code: Code) -> dict[str, object]:
    return {
        "id": code.name,
        "shortDescription": {"text": code.says},
        "fullDescription": {"text": code.why},
        "help": {"text": f"{code.says} {code.why}", "markdown": explain(code)},
        "defaultConfiguration": {"level": code.severity},
        "properties": {"tags": [code.family]},
    }


def _location(place: Position) -> dict[str, object]:
    scheme = "file://" if place.path.startswith("/") else ""
    file: dict[str, object] = {"artifactLocation": {"uri": scheme + quote(place.path)}}
    region: dict[str, object] = {"region": {"startLine": place.line, "startColumn": place.column}}
    return file | region if place.line else file


def _dump(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


REPORTS: Mapping[str, Callable[[Sequence[Diagnostic]], str]] = MappingProxyType(
    {"json": json_report, "github": github_report, "sarif": sarif_report}
)
"""What writes problems for programs, by the word for ``--format``."""
