"""A user's own templates: one file replaces one, and an error in it names the file and the line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quizgen import cli
from quizgen.resources import templates_dir, user_templates
from tests.conftest import ROOT, Project

FACT = "- {question: Who?, id: who, answer: She, distractors: [He, It]}"


def built(project: Project, name: str, template: str) -> tuple[int, str]:
    """Build a small deck with a template of the user's own."""
    project.deck(FACT)
    own = project.folder / "templates" / "print" / name
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(template, encoding="utf-8")
    result = CliRunner().invoke(cli.app, ["build", "--to", "worksheet", "--edition", "standard"])
    return result.exit_code, result.output


def test_one_file_is_replaced_and_the_rest_stays(project: Project) -> None:
    assert built(project, "items/choice.html", "<p>mine: {{ item.stem }}</p>")[0] == 0
    text = (project.out / "print" / "small-worksheet.html").read_text()
    assert "<p>mine: Who?</p>" in text
    assert "End of the worksheet" in text


def test_a_change_to_it_makes_its_pages_stale(project: Project) -> None:
    built(project, "page.css", "p { color: red }")
    assert "nothing changed" in built(project, "page.css", "p { color: red }")[1]
    assert "2 files written" in built(project, "page.css", "p { color: blue }")[1]


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("\n{% if %}", "2:1: error: TemplateSyntaxError: Expected an expression"),
        ("\n\n{{ itme.stem }}", "3:1: error: UndefinedError: 'itme' is undefined"),
        ("{{ item.stem | nothing }}", "1:1: error: TemplateAssertionError: No filter named"),
        ("\n{{ 1 / 0 }}", "2:1: error: ZeroDivisionError: division by zero"),
        ("{% include 'print/none.html' %}", "1:1: error: TemplateNotFound"),
    ],
)
def test_an_error_names_the_template_and_the_line(
    template: str, said: str, project: Project
) -> None:
    code, output = built(project, "items/choice.html", template)
    assert code == 1
    assert f"templates/print/items/choice.html:{said}" in output
    assert "templates/README.md says what each template gets [template]" in output
    assert not project.out.exists()


def test_the_shipped_folder_is_not_a_users_own(tmp_path: Path) -> None:
    assert user_templates(ROOT / "decks") is None
    assert user_templates(tmp_path / "decks") is None
    (tmp_path / "templates").mkdir()
    assert user_templates(tmp_path / "decks") == tmp_path / "templates"


def test_the_readme_names_every_print_template() -> None:
    readme = (ROOT / "templates" / "README.md").read_text(encoding="utf-8")
    for path in (templates_dir() / "print").glob("*"):
        if path.is_file():
            assert f"`{path.name}`" in readme, path.name


def test_the_readme_names_what_each_template_gets() -> None:
    readme = (ROOT / "templates" / "README.md").read_text(encoding="utf-8")
    source = "\n".join(p.read_text() for p in (ROOT / "src/quizgen/formats").glob("*.py"))
    calls = re.findall(r"(?s)render\(\s*f?\"print/.*?\n    \)", source)
    assert len(calls) >= 4
    for name in re.findall(r"\b(\w+)=", " ".join(calls)):
        assert re.search(rf"`{name}\b", readme), name
