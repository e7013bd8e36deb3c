"""The commands as people use them."""

from __future__ import annotations

import errno
import importlib
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from quizgen import __version__, cli
from quizgen.build import Artefact
from quizgen.cli import build as building
from quizgen.output import File
from tests.conftest import ROOT, Workspace

FACTS = (ROOT / "tests" / "every-kind.yaml").read_text(encoding="utf-8")
runner = CliRunner()


def run(*words: str) -> Result:
    return runner.invoke(cli.app, list(words))


def test_version() -> None:
    assert run("--version").output == f"quizgen {__version__}\n"


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_help_has_an_example(command: str) -> None:
    assert f"Example: quizgen {command}" in run(command, "--help").output


def test_the_summary_in_the_list_of_commands_is_the_commands_own() -> None:
    for name, row in cli.COMMANDS.items():
        module, _, function = row.function.partition(":")
        docstring = getattr(importlib.import_module(module), function).__doc__
        assert row.summary == docstring.partition("\n")[0], name


def test_help_words_types_for_people() -> None:
    helps = {name: run(name, "--help").output for name in cli.COMMANDS}
    for name, text in helps.items():
        assert not re.search(r"<|list\[|range|None|x>=", text), name
        assert "-q, --quiet" in text
        assert "-v, --verbose" in text
    assert "--paper a4|letter" in helps["build"]
    assert "Usage: quizgen rehearse [OPTIONS] OLD.apkg NEW.apkg\n" in helps["rehearse"]
    assert "[DECK]...  Ids of decks; all if none." in helps["build"]


def test_editions_are_listed_or_given_again(workspace: Workspace) -> None:
    workspace.deck("- {question: Who?, id: who, answer: Armstrong}\n")
    for number, words in enumerate(
        (
            ["--edition", "standard,large-print"],
            ["--edition=standard,large-print"],
            ["--edition", "standard", "--edition", "large-print"],
        )
    ):
        out = Path(f"out-{number}")
        result = run("build", "--to", "worksheet", *words, "--out", str(out))
        assert result.exit_code == 0, result.output
        assert len(list(out.rglob("*worksheet*.html"))) == 2


@pytest.mark.parametrize("words", ["quiz --to gift --to csv", "build --to=html --to anki"])
def test_a_list_that_is_given_twice_is_refused(words: str) -> None:
    result = run(*words.split())
    assert result.exit_code == 2
    assert "--to: it is given twice: write one list, '--to A,B'" in result.output


def test_what_is_not_called_is_not_imported() -> None:
    """What ``quizgen --help`` imports beside typer is a few small modules."""
    script = """
import json, sys, typer
before = set(sys.modules)
from quizgen import cli
try:
    cli.app(["--help"])
except SystemExit:
    pass
own = {name for name in set(sys.modules) - before if not name.startswith(("typer.", "_"))}
print(json.dumps(sorted(own - {"contextvars", "gc", "shellingham"})), file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    own = ["quizgen", "quizgen.cli", "quizgen.cli.group", "quizgen.version"]
    assert json.loads(done.stderr) == own


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in cli.COMMANDS:
        assert f"`quizgen {name}" in readme


def test_build_says_what_it_wrote_and_then_that_nothing_changed(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    first = run("build")
    assert first.exit_code == 0
    assert "wrote out/anki/small.apkg\n" in first.output
    assert "updated decks/ledger.json" in first.output
    files = first.output.count("wrote out/")
    assert f"{files} files written, 0 unchanged" in first.output
    assert run("build").output == f"nothing changed: {files} files up to date in out\n"


def test_build_says_where_it_makes_nothing(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    for _ in range(2):
        assert "bilingual pages are of translations" in run("build", "--to", "bilingual").output


@pytest.mark.slow
def test_quiet_says_nothing_and_verbose_each_step(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    assert run("build", "--quiet").output == ""
    assert (workspace.out / "anki" / "small.apkg").is_file()
    loud = run("build", "-v")
    assert "nothing changed" in loud.stdout
    assert re.search(r"^ *\d+\.\d\d s  unchanged out/anki/small\.apkg$", loud.stderr, re.MULTILINE)
    assert "unchanged out" not in run("build").output
    assert run("check", "-q").output == ""
    assert run("list", "-q").output == run("list").output != ""
    workspace.deck("- {question: Who?, id: who, anwser: She}")
    assert "unknown key 'anwser'" in run("check", "-q").stderr


def test_build_takes_groups_formats_and_paper(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    assert run("build", "small", "--to", "key, apkg", "--paper", "letter").exit_code == 0
    assert (workspace.out / "print" / "small-key.html").read_text().count("size: letter;") == 1
    assert not (workspace.out / "index.html").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["build", "--to", " , "], "--to names no format"),
        (["build", "--to", "ankii"], "there is no format 'ankii'; did you mean 'anki'?"),
        (["build", "smal"], "there is no deck 'smal'; did you mean 'small'?"),
        (["check", "xyz"], "there is no deck 'xyz' (there are: small)"),
        (["list", "xyz"], "there is no deck 'xyz'"),
        (["show", "small/plaice"], "there is no fact 'plaice' in 'small'; did you mean 'place'?"),
        (["build", "--paper", "a3"], "'a3' is not one of 'a4', 'letter'"),
        (["frobnicate"], "there is no command 'frobnicate'; see 'quizgen --help'"),
        (["chek"], "there is no command 'chek'; did you mean 'check'?"),
    ],
)
def test_wrong_usage_is_a_sentence_and_exit_2(
    words: list[str], said: str, workspace: Workspace
) -> None:
    workspace.deck(FACTS)
    result = run(*words)
    assert result.exit_code == 2
    assert said in re.sub(r"\s+", " ", result.output)


@pytest.mark.parametrize("words", [["build"], ["check"], ["list"], ["show", "small"]])
def test_a_wrong_deck_is_a_sentence_and_exit_1(words: list[str], workspace: Workspace) -> None:
    workspace.deck("- {question: Who?, id: who, anwser: She}")
    result = run(*words)
    assert result.exit_code == 1
    assert (
        "decks/small.yaml:5:29: error: unknown key 'anwser'; did you mean 'answer'? [unknown-key]"
        in result.output
    )
    assert "Traceback" not in result.output


def test_check_counts_what_is_right(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    assert run("check").output == "20 facts checked: no errors\n"


def test_check_shows_warnings_and_passes(workspace: Workspace) -> None:
    workspace.deck("")
    result = run("check")
    assert result.exit_code == 0
    assert "warning: the deck 'small' has no facts" in result.output
    assert "0 facts checked: no errors, 1 warning\n" in result.output


def test_check_of_one_deck_is_not_about_another(workspace: Workspace) -> None:
    workspace.deck(REFUSED, "bad")
    workspace.deck(FACTS, "good")
    result = run("check", "good")
    assert (result.exit_code, result.stdout) == (0, "20 facts checked: no errors\n")
    assert result.stderr == "1 error in other decks stops every build: see 'quizgen check'\n"
    assert run("check", "bad").exit_code == 1
    assert run("build", "good").exit_code == 1


def test_check_of_one_deck_wants_to_read_the_others(workspace: Workspace) -> None:
    """What another deck asserts may make an option of this one true."""
    workspace.deck("- {question: Who?, id: who, anwser: She}", "bad")
    workspace.deck(REFUSED, "good")
    result = run("check", "good", "--select", "none")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "2 errors in other decks stop every build, and good could not be checked to the end: "
        "see 'quizgen check'\n"
    )


def test_check_goes_by_ids_and_shows_what_all_decks_share(workspace: Workspace) -> None:
    path = workspace.deck("- {question: Who?, id: who, anwser: She}", "bad")
    path.rename(workspace.decks / "another-name.yaml")
    workspace.deck(FACTS, "good")
    assert run("check", "bad").exit_code == 1
    assert "anwser" not in run("check", "good").output
    assert run("check", "another-name").exit_code == 2
    (workspace.decks / "collection.yaml").write_text("id: test\ntitel: T\n")
    assert run("check", "good").exit_code == 1


def test_check_finds_what_a_build_refuses(workspace: Workspace) -> None:
    text = "- {question: Who?, id: who, answer: She}\n- {question: What?, id: what, answer: It%s}"
    workspace.deck(text % ", was: who")
    result = run("check")
    assert (result.exit_code, "[duplicate-note]" in result.output) == (1, True)
    workspace.deck(text % "")
    (workspace.decks / "ledger.json").write_text("<<<<<<<")
    result = run("check")
    assert (result.exit_code, "[ledger]" in result.output) == (1, True)


WARNED = "- {question: Who led it?, id: leader, answer: Ann, distractors: [Bob, None of these]}"
REFUSED = WARNED + "\n- {question: Who led it?, id: led, answer: Eve}"


def test_check_selects_and_ignores(workspace: Workspace) -> None:
    workspace.deck(REFUSED)
    assert run("check", "--ignore", "cards, none-of-the-above").exit_code == 0
    only = run("check", "--select", "none")
    assert (only.exit_code, only.output.count("[none-of-the-above]")) == (0, 1)
    assert "[same-question]" not in only.output
    assert run("check", "--select", "same-question").exit_code == 1


def test_check_is_strict_where_asked(workspace: Workspace) -> None:
    workspace.deck(WARNED)
    assert run("check").exit_code == 0
    result = run("check", "--strict")
    assert result.exit_code == 1
    assert "error: 'None of these' tests little" in result.output
    assert "1 error, 0 warnings" in result.output


def test_check_writes_for_programs_on_standard_output_alone(workspace: Workspace) -> None:
    workspace.deck(WARNED)
    result = run("check", "--format", "json", "--strict")
    assert result.exit_code == 1
    assert {problem["severity"] for problem in json.loads(result.stdout)} == {"error"}
    assert result.stderr == "1 error, 0 warnings\n"
    workspace.deck("- {question: Who?, id: who, answer: She}")
    result = run("check", "--format", "json")
    assert (result.stdout, result.stderr) == ("[]\n", "1 fact checked: no errors\n")
    assert "did you mean 'sarif'?" in run("check", "--format", "sarfi").output


def test_check_explains_its_codes() -> None:
    assert run("check", "--explain", "long-list").output.startswith("# long-list (warning)\n")
    assert run("check", "--explain").output.startswith("files: Files")
    wrong = run("check", "--explain", "lng-list")
    assert (wrong.exit_code, "did you mean 'long-list'?" in wrong.output) == (2, True)
    assert run("check", "--explain", "tab", "media").output.count("**Why:**") == 2


def test_check_tells_of_decks_and_ledger_at_once(workspace: Workspace) -> None:
    workspace.deck(REFUSED)
    (workspace.decks / "ledger.json").write_text("<<<<<<<")
    result = run("check", "--sources", "nowhere")
    for code in ("same-question", "ledger", "no-file"):
        assert f"[{code}]" in result.output


def test_check_says_where_to_go(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "warning: there is no deck in this folder yet" in run("check").output
    assert "there is no deck 'moon'\n" in run("check", "moon").output
    monkeypatch.chdir(workspace.decks)
    result = run("check")
    assert (result.exit_code, "you are inside the folder of decks" in result.output) == (1, True)
    monkeypatch.chdir("/")
    assert "go to the folder that has 'decks' in it" in run("check").output


@pytest.mark.parametrize(
    ("name", "value", "coloured"), [("NO_COLOR", "1", False), ("FORCE_COLOR", "1", True)]
)
def test_colour_is_as_asked(
    name: str, value: str, coloured: bool, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.deck("")
    monkeypatch.setenv(name, value)
    result = runner.invoke(cli.app, ["check"], color=True)
    assert ("\x1b[" in result.output) is coloured


def test_a_full_disk_is_a_sentence(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    workspace.out.write_text("in the way")
    result = run("build")
    assert result.exit_code == 1
    assert "cannot be written" in result.output


@pytest.mark.parametrize("epoch", ["now", "-1", "1e9", "١٢", "9" * 13, "9" * 5000, "0x10", "1.5"])
@pytest.mark.parametrize("command", ["check", "build", "quiz", "diff"])
def test_a_time_that_is_none(
    epoch: str, command: str, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.deck("- {question: Who?, id: who, answer: She}")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = run(command)
    assert result.exit_code == 2
    assert "write seconds since 1970 in digits, or unset it" in " ".join(result.output.split())


def test_list(workspace: Workspace, golden: Callable[[Path, str], None]) -> None:
    workspace.deck(FACTS)
    workspace.deck("- {question: Who?, id: who, answer: She}", "other")
    golden(Path(__file__).parent / "golden" / "list.txt", run("list").output)


def test_show(workspace: Workspace, golden: Callable[[Path, str], None]) -> None:
    workspace.deck(FACTS)
    golden(Path(__file__).parent / "golden" / "show.txt", run("show", "small").output)
    one = run("show", "small/place").output
    assert one.startswith("small/place (question, core)\n")
    assert one.count("\nsmall/") == 0


@pytest.mark.parametrize("terminal", [True, False])
def test_progress_is_shown_on_a_terminal_alone(
    terminal: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return terminal

    monkeypatch.setattr(sys, "stderr", Screen())
    artefact = Artefact(File("a", bytes), "")
    assert list(building._progress([artefact])) == [artefact]
    assert isinstance(sys.stderr, Screen)
    assert ("building" in sys.stderr.getvalue()) is terminal


def test_a_bug_is_a_sentence_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(cli, "app", broken)
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 70
    assert "this is a bug: RuntimeError: boom" in capsys.readouterr().err
    monkeypatch.setenv("QUIZGEN_DEBUG", "1")
    with pytest.raises(RuntimeError):
        cli.main()


def test_what_a_system_refuses_is_told_with_its_path(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused() -> None:
        raise OSError(errno.EROFS, "Read-only file system", "decks/new.yaml")

    monkeypatch.setattr(cli, "app", refused)
    with pytest.raises(SystemExit):
        cli.main()
    assert capsys.readouterr().err == "quizgen: decks/new.yaml: Read-only file system\n"


def test_it_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "quizgen", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"quizgen {__version__}\n"
