"""A user's own templates: one file replaces one, and an error in it names the file and the line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quizgen import cli
from quizgen.checks.templates import problems
from quizgen.notes import NOTE_TYPES
from quizgen.resources import templates_dir, user_templates
from tests.conftest import ROOT, Workspace
from tests.learner import Learner

FACT = "- {question: Who?, id: who, answer: She, distractors: [He, It]}"


def built(workspace: Workspace, name: str, template: str) -> tuple[int, str]:
    """Build a small deck with a template of the user's own."""
    workspace.deck(FACT)
    own = workspace.folder / "templates" / "print" / name
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(template, encoding="utf-8")
    result = CliRunner().invoke(cli.app, ["build", "--to", "worksheet", "--edition", "standard"])
    return result.exit_code, result.output


def test_one_file_is_replaced_and_the_rest_stays(workspace: Workspace) -> None:
    assert built(workspace, "items/choice.html", "<p>mine: {{ item.stem }}</p>")[0] == 0
    text = (workspace.out / "print" / "small-worksheet.html").read_text()
    assert "<p>mine: Who?</p>" in text
    assert "End of the worksheet" in text


def test_a_change_to_it_makes_its_pages_stale(workspace: Workspace) -> None:
    built(workspace, "page.css", "p { color: red }")
    assert "nothing changed" in built(workspace, "page.css", "p { color: red }")[1]
    assert "2 files written" in built(workspace, "page.css", "p { color: blue }")[1]


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
    template: str, said: str, workspace: Workspace
) -> None:
    code, output = built(workspace, "items/choice.html", template)
    assert code == 1
    assert f"templates/print/items/choice.html:{said}" in output
    assert "templates/README.md says what each template gets [template]" in output
    assert not workspace.out.exists()


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
    source = "\n".join(p.read_text() for p in (ROOT / "src/quizgen/formats").rglob("*.py"))
    calls = re.findall(r"(?s)render\(\s*f?\"print/.*?\n    \)", source)
    assert len(calls) >= 4
    for name in re.findall(r"\b(\w+)=", " ".join(calls)):
        assert re.search(rf"`{name}\b", readme), name


# --- Anki and language ------------------------------------------------------------------------


def own(workspace: Workspace, name: str, text: str) -> Path:
    path = workspace.folder / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def run(workspace: Workspace, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli.app, list(arguments))
    return result.exit_code, result.output


def test_own_card_templates_reach_the_learner(workspace: Workspace, learner: Learner) -> None:
    workspace.deck(FACT)
    assert run(workspace, "build", "--to", "anki")[0] == 0
    learner.imports(workspace.out / "anki" / "small.apkg")
    learner.review_all()
    reviews = learner.histories()
    own(workspace, "anki/style.css", ".card { color: teal }")
    own(workspace, "anki/recall/recall.front.html", "<h1>{{Question}}</h1>\n<!-- hint -->")
    own(workspace, "anki/hint.html", "{{#Hint}}<aside>{{Hint}}</aside>{{/Hint}}")

    code, output = run(workspace, "build", "--to", "anki")

    assert code == 0, output
    assert "updated decks/ledger.json" in output
    log = learner.imports(workspace.out / "anki" / "small.apkg")
    assert (log.new, log.conflicting) == (0, 0)
    assert "teal" in learner.style_of("quizgen Recall")
    (card_id,) = learner.col.find_cards("")
    assert "<h1>Who?</h1>" in learner.col.get_card(card_id).question()
    assert learner.histories() == reviews


MISTAKES = [
    (
        "anki/recall/recall.front.html",
        "<p>\n{{Question}}{{hint:Anser}}",
        "recall.front.html:2:13: error: a note of the type 'quizgen Recall' has no field 'Anser'; "
        "did you mean 'Answer'?",
    ),
    (
        "anki/footer.html",
        "{{#Sauce}}{{Source}}{{/Sauce}}",
        "footer.html:1:1: error: a note of the type 'quizgen Cloze' has no field 'Sauce'",
    ),
    (
        "anki/cloze/cloze.front.html",
        "{{Text}}",
        "cloze.front.html:1:1: error: Anki calls a card empty whose front shows no field outside a "
        "condition; show {{cloze:Text}}",
    ),
    (
        "anki/recall/recall.front.html",
        "{{#Hint}}{{Hint}}{{/Hint}} {{#Note}}{{Note}}{{/Note}} {{FrontSide}}",
        "recall.front.html:1:1: error: Anki calls a card empty whose front shows no field outside "
        "a condition; show {{Question}}",
    ),
    (
        "anki/recall/recall.front.html",
        "{{Question}} {{#Hint}} {{Answer",
        "recall.front.html:1:14: error: the condition on 'Hint' is not closed; write {{/Hint}}",
    ),
    (
        "anki/recall/recall.front.html",
        "{{Question}} {{Answer",
        "recall.front.html:1:14: error: '{{' without '}}'; close it",
    ),
    (
        "anki/recall/recall.back.html",
        "{{#Hint}}{{#Note}}{{/Hint}}{{/Note}}",
        "recall.back.html:1:19: error: '{{/Hint}}' closes nothing that was opened last",
    ),
    (
        "anki/recall/recall.back.html",
        "{{Question}}{{/Hint}}",
        "recall.back.html:1:13: error: '{{/Hint}}' closes nothing that was opened last",
    ),
    (
        "anki/recall/recall.front.html",
        '{{Question}} <input aria-label="{{Question}}">',
        "recall.front.html:1:33: error: 'Question' stands in a tag or a script, where its text "
        "could become code; let it stand in an element of its own; aria-labelledby can refer",
    ),
    (
        "anki/recall/recall.back.html",
        "<a href='x' {{Answer}}>",
        "recall.back.html:1:13: error: 'Answer' stands in a tag",
    ),
    (
        "anki/footer.html",
        "{{#Note}}<SCRIPT>var note =\n`{{Note}}`;</SCRIPT>{{/Note}}",
        "footer.html:2:2: error: 'Note' stands in a tag or a script",
    ),
    (
        "anki/recall/recall.back.html",
        "{{Answer}}\n{{hint:text:Question}}",
        "recall.back.html:2:1: error: 'text:' turns what is escaped in 'Question' back into "
        "markup; write {{Question}}",
    ),
    (
        "anki/recal/recall.front.html",
        "{{Question}}",
        "recall.front.html:1:1: error: 'anki/recal/recall.front.html' replaces nothing; "
        "did you mean 'anki/recall/recall.front.html'?",
    ),
    ("print/wroksheet.html", "", "'print/wroksheet.html' replaces nothing; did you mean"),
    (
        "language/en.yaml",
        "paper.name: Nom\npapre.class: Classe",
        "en.yaml:2:1: error: unknown key 'papre.class'; did you mean 'paper.class'?",
    ),
    (
        "language/fr.yaml",
        "paper.version: Copie {label} {count}",
        "fr.yaml:1:16: error: nothing is filled in for {count} in 'paper.version'; it has: {label}",
    ),
    (
        "language/fr.yaml",
        "paper.points: {one: '{points} point'}",
        "fr.yaml:1:15: error: 'paper.points' lacks the form 'other'; it serves where no other",
    ),
    (
        "language/fr.yaml",
        "paper.points: {few: '{points} points', other: '{points} points'}",
        "fr.yaml:1:16: error: 'few' is no plural category here; French has: one, many, other",
    ),
    (
        "language/fr.yaml",
        "paper.points: {other: '{count} points'}",
        "error: nothing is filled in for {count} in 'paper.points'; it has: {points}",
    ),
    ("language/fr.yaml", "paper.points: {other: [a]}", "'other' of 'paper.points' is not one text"),
    (
        "language/fr.yaml",
        "hint: '{text!q}'",
        "fr.yaml:1:7: error: 'hint': write {text} and no more in the braces",
    ),
    ("language/fr.yaml", "hint: '{text:>99999999}'", "write {text} and no more in the braces"),
    ("language/fr.yaml", "paper.name: 'Nom {'", "fr.yaml:1:13: error: 'paper.name': "),
    ("language/fr.yaml", "paper.name: [a]", "fr.yaml:1:13: error: 'paper.name' is neither a text"),
    ("language/fr.yaml", "direction: up", "fr.yaml:1:12: error: 'direction' is 'up'"),
    ("language/klingon.yaml", "hint: '{text}'", "error: 'klingon' is not a language tag"),
    ("language/fr.yaml", "- a", "fr.yaml:1:1: error: a language is a mapping"),
    ("language/fr.yaml", "a: 'b", "fr.yaml:"),
]


@pytest.mark.parametrize(("name", "text", "said"), MISTAKES)
def test_a_mistake_is_shown_with_its_place(
    name: str, text: str, said: str, workspace: Workspace
) -> None:
    workspace.deck(FACT)
    own(workspace, name, text)
    code, output = run(workspace, "check")
    assert code == 1
    assert said in output


def test_conditions_and_attributes_without_fields_are_fine(workspace: Workspace) -> None:
    workspace.deck(FACT)
    text = '<div {{#Hint}}class="a > b"{{/Hint}}>{{Question}}</div><script>var a = 1 < 2;</script>'
    own(workspace, "anki/recall/recall.front.html", text)
    assert run(workspace, "check")[0] == 0


def test_no_shipped_card_template_has_a_field_where_it_could_become_code(tmp_path: Path) -> None:
    own = shutil.copytree(templates_dir(), tmp_path / "templates")
    assert problems(NOTE_TYPES, own) == ()


def test_a_language_of_ones_own(workspace: Workspace) -> None:
    (workspace.decks / "collection.yaml").write_text("id: test\ntitle: Test\nlanguage: it\n")
    workspace.deck(FACT)
    assert "quizgen has no words in 'it' yet" in run(workspace, "check")[1]
    own(workspace, "language/it.yaml", "paper.end: Fine\nsection.choice: Scelta multipla\n")
    assert run(workspace, "build", "--to", "worksheet", "--edition", "standard")[0] == 0
    text = (workspace.out / "print" / "small-worksheet.html").read_text(encoding="utf-8")
    assert '<p class="end">Fine</p>' in text
    assert "<span>Scelta multipla</span>" in text
    assert "Tick the one best answer." in text


def test_a_language_with_a_region(workspace: Workspace) -> None:
    (workspace.decks / "collection.yaml").write_text("id: test\ntitle: Test\nlanguage: pt-BR\n")
    workspace.deck(FACT)
    own(workspace, "language/pt-BR.yaml", "paper.end: Fim\ntype.bicho: bicho\n")
    assert run(workspace, "build", "--to", "worksheet", "--edition", "standard")[0] == 0
    assert ">Fim<" in (workspace.out / "print" / "small-worksheet.html").read_text()


def test_what_is_not_read_is_nobodys_business(workspace: Workspace) -> None:
    workspace.deck(FACT)
    own(workspace, "anki/.DS_Store", "x")
    own(workspace, "anki/style.css~", "x")
    own(workspace, "language/fr.yaml", "")
    own(
        workspace,
        "anki/recall/recall.front.html",
        "<!-- {{Nope}} --> {{hint:Question}}{{tts-voices:}}",
    )
    own(workspace, "print/mine.html", "{{ no.use }}")
    own(workspace, "anki/recall/recall.back.html", "{{^Hint}}No hint.{{/Hint}} That is it.")
    own(workspace, "anki/recall/reverse.front.html", "{{^Hint}}No hint.{{/Hint}} {{Answer}}?")
    own(workspace, "anki/choice.html", "{{Options}}")  # as cards have that it is a part of
    assert run(workspace, "check") == (0, "1 fact checked: no errors\n")


@pytest.mark.parametrize("name", ["anki/style.css", "anki/footer.html", "print/page.css"])
def test_a_template_in_another_encoding_is_a_sentence(name: str, workspace: Workspace) -> None:
    workspace.deck(FACT)
    own(workspace, name, "").write_bytes("é".encode("latin-1"))
    code, output = run(workspace, "check")
    assert code == 1
    assert f"templates/{name}:1:1: error: the file cannot be read" in output
    assert "save it as UTF-8" in output
    path = workspace.folder / "templates" / name
    path.unlink()
    path.symlink_to("gone")
    code, output = run(workspace, "check")
    assert code == 1
    assert f"templates/{name}:1:1: error: the file cannot be read: it is a link" in output
    assert "UTF-8" not in output


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.css", "a{#b}{color:red}"),
        ("macros.html", "nothing"),
        ("layout.html", "{% block body %}{% endblock %}"),
    ],
)
def test_what_a_template_of_ones_own_breaks_elsewhere_is_a_sentence(
    name: str, text: str, workspace: Workspace
) -> None:
    code, output = built(workspace, name, text)
    assert (code, "templates/print" in output) in ((1, True), (0, False)), output
