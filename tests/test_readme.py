"""The README's files and commands, as a newcomer would type them."""

from __future__ import annotations

import re
import shlex
import textwrap
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from quizgen import cli, scaffold
from quizgen.facts import KINDS
from quizgen.output import write_files
from quizgen.questions import QUESTION_TYPES
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(yaml|console|python)\n(.*?)```", README, re.DOTALL)


@pytest.mark.slow
def test_a_first_deck_in_five_minutes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = 0
    for language, text in BLOCKS:
        if language == "yaml" and text.startswith("# "):
            _write(tmp_path, text)
        for command, said in _commands(text) if language == "console" else ():
            program, *words = shlex.split(command)
            if program == "quizgen":
                result = CliRunner().invoke(cli.app, words)
                assert result.exit_code == 0, result.output
                assert said in result.output
                ran += 1
    assert ran >= 4
    assert (tmp_path / "out" / "anki" / "moon.apkg").is_file()
    assert CliRunner().invoke(cli.app, ["check"]).exit_code == 0
    (python,) = [text for language, text in BLOCKS if language == "python"]
    exec(python, {})  # noqa: S102 - as whoever copies it would run it
    assert (tmp_path / "out" / "quiz" / "quiz" / "A-worksheet.html").is_file()


@pytest.mark.slow
def test_the_deck_that_is_shown_is_the_one_that_init_writes() -> None:
    (shown,) = [text for language, text in BLOCKS if text.startswith("facts:\n")]
    begun = yaml.safe_load(scaffold.project("c", "C", "en")["decks/moon.yaml"])
    extras = {"level", "at", "note"}
    facts = [{k: v for k, v in fact.items() if k not in extras} for fact in begun["facts"]]
    assert yaml.safe_load(shown) == {"facts": facts}


def test_what_is_said_of_tables_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _write(tmp_path, "# decks/collection.yaml\nid: c\ntitle: Collection\n")
    text = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    for block in re.findall(r"```(?:yaml|csv)\n(.*?)```", text, re.DOTALL):
        _write(tmp_path, textwrap.dedent(block))
    assert CliRunner().invoke(cli.app, ["check"]).output == "9 facts checked: no errors\n"
    built = CliRunner().invoke(cli.app, ["build", "--to", "tsv"])
    assert "wrote ids into decks/rivers.yaml" in built.output
    assert "el-banco-2" in (tmp_path / "decks" / "animals.yaml").read_text(encoding="utf-8")


def test_what_is_said_of_languages_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _write(tmp_path, "# decks/collection.yaml\nid: c\ntitle: Collection\nlanguage: en-GB\n")
    text = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
    for block in re.findall(r"```(?:yaml|csv)\n(.*?)```", text, re.DOTALL):
        _write(tmp_path, block)
    built = CliRunner().invoke(cli.app, ["build", "--to", "tsv,vocabulary,bilingual"])
    assert built.exit_code == 0, built.output
    names = {path.name for path in (tmp_path / "out").rglob("*.*") if path.suffix != ".svg"}
    assert {"accords-de.tsv", "europe-de.tsv", "verbs-vocabulary.html"} <= names
    assert "accords-de-bilingual.html" in names
    assert CliRunner().invoke(cli.app, ["check"]).output == "14 facts checked: no errors\n"


@pytest.mark.slow
def test_what_is_said_of_the_site_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    files = scaffold.project("moon", "The Moon", "en")
    files["decks/moon.yaml"] += b"\n  - {claim: It was worth it, id: worth, by: NASA}\n"
    write_files(tmp_path, files)
    workflow = yaml.safe_load((ROOT / "docs" / "examples" / "pages.yml").read_text("utf-8"))
    (job,) = workflow["jobs"].values()
    runs = [step["run"] for step in job["steps"] if step.get("run", "").startswith("quizgen")]
    assert runs
    assert CliRunner().invoke(cli.app, ["build", "--to", "apkg"]).exit_code == 0  # for the ledger
    text = (ROOT / "docs" / "site.md").read_text(encoding="utf-8")
    typed = [command for command, _ in _commands(text) if command.startswith("quizgen")]
    for command in (*typed, *runs):
        address = command.replace("${{ steps.pages.outputs.base_url }}", "https://e.example/moon")
        result = CliRunner().invoke(cli.app, shlex.split(address)[1:])
        assert result.exit_code == 0, result.output
    assert "https://e.example/moon/fact/moon/crew.html" in Path("out/sitemap.xml").read_text()
    for path in re.findall(r"^\| [a-z ]+ \| `([^`]+)`", text, re.MULTILINE):
        example = path.replace("DECK", "moon").replace("FACT", "crew").replace("KEY", "*")
        assert list(Path("out").glob(example.replace("NAME", "index"))), path


def _write(folder: Path, text: str) -> None:
    """Write a file whose name stands in its first line."""
    head, _, rest = text.partition("\n")
    path = folder / head.removeprefix("# ")
    path.parent.mkdir(exist_ok=True)
    path.write_text(rest, encoding="utf-8")


def _commands(text: str) -> list[tuple[str, str]]:
    """Return each command of a console with what it says."""
    lines = (line.partition("\n") for line in text.split("$ ")[1:])
    return [(command, said) for command, _, said in lines]


def test_make_targets_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = [c for language, text in BLOCKS if language == "console" for c in _commands(text)]
    targets = [command.split()[1] for command, _ in commands if command.startswith("make")]
    assert targets == ["build", "test"]
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_every_kind_and_question_type_is_in_the_readme() -> None:
    for name in KINDS:
        assert f"| `{name}:` |" in README
    for type_ in QUESTION_TYPES:
        assert f"`{type_}`" in README


@pytest.mark.parametrize(
    "path", [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("templates/*.md")], ids=str
)
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", text):
        file, _, heading = target.partition("#")
        linked = path.parent / file if file else path
        assert linked.exists(), target
        if heading:
            assert heading in _anchors(linked.read_text(encoding="utf-8")), target


def _anchors(markdown: str) -> set[str]:
    """Return what GitHub lets one link to: headings in small letters, with hyphens."""
    headings = re.findall(r"^#+ (.*)$", markdown, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
