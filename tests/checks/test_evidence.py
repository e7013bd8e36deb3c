"""Each thing that a source may fail to bear out, and what is cited of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from quizgen import cli
from quizgen.diagnostics import Problems
from quizgen.project import Project, coverage, load
from tests.conftest import Workspace

TEXT = """\
A Book

Introduction

The talks began in June 1982 under Diego Cordovez, a diplomat from Ecuador, in the city of Geneva.

Results

The Accords were signed in Geneva on the fourteenth of April 1988 by the four ministers of state.
"""


@pytest.fixture
def texts(workspace: Workspace) -> Path:
    folder = workspace.folder / "texts"
    folder.mkdir()
    (folder / "smith-2020.txt").write_text(TEXT)
    return folder


def found(workspace: Workspace, texts: Path, cited: str) -> list[str]:
    """Return the messages about a fact that cites a source so."""
    workspace.deck(
        f"- {{question: Who?, id: who, answer: Cordovez, {cited}}}\n"
        "- {question: When?, id: when, answer: '1988', at: Results, evidence: [April 1988]}\n"
        "- {question: Where?, id: where, answer: Geneva, at: Introduction, evidence: [Ecuador]}\n"
    )
    try:
        _, diagnostics = load(workspace.decks, texts)
    except Problems as problems:
        diagnostics = problems.diagnostics
    return [f"{d.sentence} [{d.code}]" for d in diagnostics]


@pytest.mark.parametrize(
    "cited",
    [
        "at: Introduction, evidence: [Cordovez, June 1982]",
        "at: para. 2, evidence: [Diego   CORDOVEZ]",
        "at: 'Results, para. 4', evidence: [Accords]",
        "evidence: [four ministers]",
        "at: Results, evidence: [Results]",
    ],
)
def test_what_is_borne_out(workspace: Workspace, texts: Path, cited: str) -> None:
    assert found(workspace, texts, cited) == []


@pytest.mark.parametrize(
    ("cited", "said"),
    [
        ("at: Results", "nothing shows where 'smith-2020' says so; give it 'evidence'"),
        (
            "at: Introduction, evidence: [Ecuadro, Geneva]",
            "'Ecuadro' is not in 'smith-2020'; did you mean 'ecuador'?",
        ),
        (
            "at: Introduction, evidence: [Accords, Ecuador]",
            "these terms never stand in one passage of 'smith-2020'; "
            "'Accords' on lines 9; 'Ecuador' on lines 5",
        ),
        (
            "at: Resluts, evidence: [Accords]",
            "there is no heading 'Resluts' in 'smith-2020'; did you mean 'results'?",
        ),
        (
            "at: Introduction, evidence: [Accords]",
            "these terms do not stand together at 'Introduction' of 'smith-2020'; "
            "they do on line 9 (para. 4)",
        ),
        (
            "at: 'Introduction, p. 7', evidence: [Ecuador]",
            "'smith-2020' does not say where its pages begin: 'Introduction, p. 7' is unproved; "
            "give the source 'custom: {page-break: …}', or name a heading or 'para. 5'",
        ),
        (
            "at: para. 3, evidence: [Accords]",
            "these terms do not stand together at 'para. 3' of 'smith-2020'; "
            "they do on line 9 (para. 4)",
        ),
        (
            "at: Introduction, evidence: [Results]",
            "these terms do not stand together at 'Introduction' of 'smith-2020'; "
            "they do on line 7 (para. 3)",
        ),
        (
            "evidence: [in, The, Ecuador, April]",
            "these terms never stand in one passage of 'smith-2020'; 'in' on lines 5, 9; "
            "'The' on lines 5, 9; 'Ecuador' on lines 5; 'April' on lines 9",
        ),
    ],
)
def test_what_is_not(workspace: Workspace, texts: Path, cited: str, said: str) -> None:
    (message,) = found(workspace, texts, cited)
    assert message.rpartition(" [")[0] == said


PAGES = """
    page: 26-28
    custom: {page-break: A BOOK}
"""


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("p. 27", ""),
        ("Results", ""),
        ("'Results, p. 27'", ""),
        ("p. 26", "do not stand together at 'p. 26' of 'smith-2020'; they do on line 11 (p. 27, "),
        ("'Results, p. 28'", "do not stand together at 'Results, p. 28'"),
        ("'Introduction, p. 27'", "do not stand together at 'Introduction, p. 27'"),
    ],
)
def test_a_page_is_where_the_text_says_that_it_begins(
    workspace: Workspace, texts: Path, at: str, told: str
) -> None:
    path = workspace.decks / "sources.yaml"
    path.write_text(path.read_text().rstrip() + PAGES)
    text = TEXT.replace("Results", "A BOOK\n\nResults").replace("A Book", "A BOOK")
    (texts / "smith-2020.txt").write_text(text)
    messages = "".join(found(workspace, texts, f"at: {at}, evidence: [Accords]"))
    assert told in messages
    assert bool(told) == bool(messages)


def test_few_of_many_lines_are_named(workspace: Workspace, texts: Path) -> None:
    path = texts / "smith-2020.txt"
    for count, lines in ((2, "5, 9, 11"), (3, "5, 9, 11 …")):
        path.write_text(TEXT + "\nIt was in Geneva.\n" + "\nThey met in Geneva.\n" * (count - 2))
        (message,) = found(workspace, texts, "evidence: [Ecuador, Geneva, April]")
        assert f"'Geneva' on lines {lines}; 'April'" in message


@pytest.mark.parametrize(
    ("excerpt", "told"),
    [
        ("The talks began in June 1982 … a diplomat from Ecuador", ""),
        ("'The [UN] talks began'", ""),
        ("the diplomat from Ecuador", "'the diplomat from Ecuador' is not in 'smith-2020'"),
        ("The Accords were signed", "do not stand together at 'Introduction'"),
        ("In 1982 talks were begun, wording: paraphrased, evidence: [June 1982]", ""),
    ],
)
def test_a_quotation_stands_there_word_for_word(
    workspace: Workspace, texts: Path, excerpt: str, told: str
) -> None:
    questions = "[{key: a, question: Who?, guide: Cordovez}]"
    workspace.deck(
        f"- {{excerpt: {excerpt}, id: work, by: Smith, at: Introduction, questions: {questions}}}\n"
        "- {question: When?, id: when, answer: '1988', at: Results, evidence: [April 1988]}\n"
    )
    try:
        _, diagnostics = load(workspace.decks, texts)
    except Problems as problems:
        diagnostics = problems.diagnostics
    assert told in "".join(d.sentence for d in diagnostics)
    assert bool(told) == bool(diagnostics)


def test_a_further_source_is_proved_too(workspace: Workspace, texts: Path) -> None:
    cited = "evidence: [Ecuador], also: [{source: smith-2020, evidence: [Peru]}]"
    (message,) = found(workspace, texts, cited)
    assert "'Peru' is not in 'smith-2020'" in message


def test_a_source_without_its_text(workspace: Workspace, texts: Path) -> None:
    (texts / "smith-2020.txt").unlink()
    messages = found(workspace, texts, "evidence: [Ecuador]")
    assert len(messages) == 3
    assert all("[no-text]" in message for message in messages)
    path = workspace.decks / "sources.yaml"
    path.write_text(path.read_text().replace("book", "map"))
    assert found(workspace, texts, "evidence: [Ecuador]") == []


MAP = "  - {id: a-map, type: map, title: A Map}\n"
FURTHER = """\
- question: Who?
  id: who
  answer: Cordovez
  evidence: [Chile]
  also:
    - source: smith-2020
      at: Introductoin
      evidence: [Ecuador]
    - {source: a-map, at: above, evidence: [Ecuador]}
    - source: smith-2020
      at: Results
      evidence: [Peru]
- {question: When?, id: when, answer: '1988', at: Results, evidence: [April 1988]}
- {question: Where?, id: where, answer: Geneva, at: Introduction, evidence: [Ecuador]}
"""


def test_each_source_of_a_fact_has_its_place(workspace: Workspace, texts: Path) -> None:
    workspace.deck(FURTHER)
    path = workspace.decks / "sources.yaml"
    path.write_text(path.read_text() + MAP)
    with pytest.raises(Problems) as raised:
        load(workspace.decks, texts)
    found = [(d.position.line - 4, d.code.name) for d in raised.value.diagnostics]
    assert found == [(4, "term-missing"), (7, "no-place"), (12, "term-missing")]


ROWS = """\
deck: Lands
id: lands
source: smith-2020
columns: {country: , capital: {evidence: ['{capital}']}}
rows:
  - id: ecuador
    country: Ecuador
    capital: Quito
    evidence: [Ecuador]
    also:
      - {source: a-map, at: above, evidence: [Ecuador]}
"""


def test_the_source_of_a_column_has_the_place_of_its_row(workspace: Workspace, texts: Path) -> None:
    (workspace.decks / "lands.yaml").write_text(ROWS)
    path = workspace.decks / "sources.yaml"
    path.write_text(path.read_text() + MAP)
    with pytest.raises(Problems) as raised:
        load(workspace.decks, texts)
    assert [(d.position.line, d.code.name) for d in raised.value.diagnostics] == [
        (9, "term-missing")
    ]


@pytest.mark.parametrize(
    ("cited", "share"),
    [
        ("at: Introduction, evidence: [Cordovez]", "1 of 2"),
        ("at: para. 4, evidence: [Accords]", "1 of 2"),
        ("evidence: [Geneva]", "2 of 2"),
        ("also: [{source: a-map, evidence: [Cordovez]}]", "0 of 2"),
        ("at: Results", "0 of 2"),
        ("at: Results, evidence: [Cordovez]", "0 of 2"),
        ("at: Resluts, evidence: [Cordovez]", "0 of 2"),
    ],
)
def test_a_paragraph_is_cited_where_the_evidence_stands(
    workspace: Workspace, texts: Path, cited: str, share: str
) -> None:
    path = workspace.decks / "sources.yaml"
    path.write_text(path.read_text() + MAP)
    workspace.deck(f"- {{question: Who?, id: who, answer: Cordovez, {cited}}}")
    (source,) = coverage(Project(workspace.read()), texts)
    assert f"{source.paragraphs - len(source.uncited)} of {source.paragraphs}" == share


def test_no_folder_and_no_text(workspace: Workspace, texts: Path) -> None:
    assert found(workspace, texts / "gone", "at: x") == ["there is no such folder [no-file]"]
    (texts / "smith-2020.txt").write_bytes(b"\xff\xfe")
    (message,) = found(workspace, texts, "at: x")
    assert "the text cannot be read" in message


def test_the_commands(workspace: Workspace, texts: Path) -> None:
    assert found(workspace, texts, "at: Introduction, evidence: [Cordovez]") == []
    runner = CliRunner()
    done = runner.invoke(cli.app, ["check", "--sources", "texts"])
    assert (done.exit_code, done.output) == (0, "3 facts checked: no errors\n")
    (texts / "smith-2020.txt").write_text(TEXT + "\n" + "And nobody has cited this one yet. " * 3)
    listed = runner.invoke(cli.app, ["list", "--sources", "texts"]).output
    assert "smith-2020: 2 of 3 paragraphs cited (67%)" in listed
    assert "  line 11 (para. 5): And nobody has cited this one yet." in listed
    sources = workspace.decks / "sources.yaml"
    sources.write_text(
        f"{sources.read_text().rstrip()}\n    custom: {{para. 5: an advertisement}}\n"
    )
    listed = runner.invoke(cli.app, ["list", "--sources", "texts"]).output
    assert "smith-2020: 2 of 3 paragraphs cited (67%), 1 set aside\n" in listed
    assert "  line 11" not in listed
    missing = runner.invoke(cli.app, ["list", "--sources", "gone"])
    assert missing.exit_code == 1
