"""Problems as programs read them."""

from __future__ import annotations

import json

import jsonschema
import pytest

from quizgen import __version__
from quizgen.checks.reports import REPORTS, github_report, json_report, sarif_report
from quizgen.checks.table import CODES
from quizgen.diagnostics import Diagnostic, Position

PROBLEMS = (
    Diagnostic(
        Position("decks/the moon.yaml", 5, 3),
        CODES["long-list"],
        "the list has 8 members",
        "regroup it",
    ),
    Diagnostic(Position("decks/a,b:c.yaml", 7), CODES["no-alt"], "100% of\nthe picture"),
)
SARIF = {
    "type": "object",
    "required": ["$schema", "version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "tool": {"required": ["driver"]},
                    "results": {
                        "items": {
                            "required": ["message", "ruleId", "level", "locations"],
                            "properties": {"level": {"enum": ["none", "note", "warning", "error"]}},
                        }
                    },
                },
            },
        },
    },
}
"""The essentials of the OASIS schema; the whole of it has been passed, too."""


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_is_wrong(name: str) -> None:
    text = REPORTS[name](())
    assert text == "" or json.loads(text) in ([], json.loads(sarif_report(())))


def test_json_has_the_keys_of_ruff() -> None:
    first, second = json.loads(json_report(PROBLEMS))
    assert first == {
        "code": "long-list",
        "severity": "warning",
        "message": "the list has 8 members",
        "hint": "regroup it",
        "filename": "decks/the moon.yaml",
        "location": {"row": 5, "column": 3},
    }
    assert (second["severity"], second["hint"]) == ("error", None)


def test_github_takes_a_line_each_with_its_marks_escaped() -> None:
    assert github_report(PROBLEMS).splitlines() == [
        "::warning title=quizgen (long-list),file=decks/the moon.yaml,line=5,col=3::"
        "decks/the moon.yaml:5:3: the list has 8 members; regroup it [long-list]",
        "::error title=quizgen (no-alt),file=decks/a%2Cb%3Ac.yaml,line=7,col=1::"
        "decks/a,b:c.yaml:7:1: 100%25 of%0Athe picture [no-alt]",
    ]


def test_sarif_names_the_rules_that_were_broken() -> None:
    log = json.loads(sarif_report(PROBLEMS))
    jsonschema.validate(log, SARIF)
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("quizgen", __version__)
    assert [rule["id"] for rule in driver["rules"]] == ["long-list", "no-alt"]
    assert driver["rules"][0]["defaultConfiguration"] == {"level": "warning"}
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    first = run["results"][0]
    assert first["message"] == {"text": "the list has 8 members; regroup it"}
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "decks/the%20moon.yaml"},
        "region": {"startLine": 5, "startColumn": 3},
    }


def test_sarif_has_uris_for_whole_paths() -> None:
    log = json.loads(sarif_report([Diagnostic(Position("/d/m.yaml"), CODES["tab"], "a tab")]))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "file:///d/m.yaml"


def test_a_place_without_lines_has_none_in_any_report() -> None:
    problem = (Diagnostic(Position("--items", 0), CODES["short-blueprint"], "too few"),)
    assert json.loads(json_report(problem))[0]["location"] is None
    assert "line=" not in github_report(problem)
    (result,) = json.loads(sarif_report(problem))["runs"][0]["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]
