"""Pictures and sounds: named by content, checked for what they lack, carried to Anki."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from quizgen import build
from quizgen.build import Settings
from quizgen.diagnostics import Problems
from quizgen.project import load
from tests.conftest import Workspace
from tests.learner import Learner

PIXEL = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"
FACT = "- {question: What is this?, id: q, answer: A dot, media: %s}"


def found(workspace: Workspace, media: str) -> list[str]:
    workspace.deck(FACT % media)
    try:
        _, diagnostics = load(workspace.decks)
    except Problems as problems:
        diagnostics = problems.diagnostics
    return [f"{d.sentence} [{d.code}]" for d in diagnostics]


@pytest.fixture
def dot(workspace: Workspace) -> Path:
    path = workspace.decks / "dot.gif"
    path.write_bytes(PIXEL)
    return path


def test_what_is_right(workspace: Workspace, dot: Path) -> None:
    (workspace.decks / "say.mp3").write_bytes(b"ID3")
    assert found(workspace, "{file: dot.gif, alt: a dot}") == []
    assert found(workspace, "[{file: dot.gif, alt: a point, side: front}, {file: say.mp3}]") == []


def test_the_words_of_a_front_picture_are_part_of_the_question(
    workspace: Workspace, dot: Path
) -> None:
    (message,) = found(workspace, "{file: dot.gif, alt: a dot, side: front}")
    assert message.startswith("the question holds its answer: What is this? a dot → A dot")


@pytest.mark.parametrize(
    ("media", "said"),
    [
        ("{file: dto.gif, alt: x}", "there is no file 'dto.gif'; did you mean 'dot.gif'? [media]"),
        ("{file: dot.gif}", "the picture has no 'alt'; say in 'alt' what it shows"),
        ("{file: ../../etc/passwd.png, alt: x}", "leads out of the folder of decks [media]"),
        ("{file: dot.exe, alt: x}", "'dot.exe' is no picture or sound; use avif"),
        ("{file: other.png, alt: x}", "'other.png' is no .png picture, whatever its name [media]"),
        ("{file: empty.png, alt: x}", "'empty.png' is empty [media]"),
        ("{file: folder.png, alt: x}", "'folder.png' cannot be read: Is a directory [media]"),
        ("{file: large.png, alt: x}", "the file has 1.5 MB; shrink it"),
        ("{alt: x}", "the key 'file' is missing [missing-key]"),
    ],
)
def test_what_is_wrong(workspace: Workspace, dot: Path, media: str, said: str) -> None:
    (workspace.decks / "empty.png").write_bytes(b"")
    (workspace.decks / "other.png").write_bytes(PIXEL)
    (workspace.decks / "large.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 1_500_000)
    (workspace.decks / "folder.png").mkdir()
    (message,) = found(workspace, media)
    assert said in message


def test_the_name_is_the_content(workspace: Workspace, dot: Path, learner: Learner) -> None:
    media = "[{file: dot.gif, alt: 'a \"dot\"', side: front}, {file: dot.gif, alt: again}]"
    workspace.deck(FACT % media)
    build.build(Settings(workspace.decks, workspace.out, 100))
    learner.imports(workspace.out / "anki" / "small.apkg")
    name = f"dot-{hashlib.sha256(PIXEL).hexdigest()[:12]}.gif"
    assert (Path(learner.col.media.dir()) / name).read_bytes() == PIXEL
    (card_id,) = learner.col.find_cards("")
    card = learner.col.get_card(card_id)
    assert f'<img src="{name}" alt="a &quot;dot&quot;">' in card.question()
    assert f'<img src="{name}" alt="again">' in card.answer()
    assert not learner.col.media.check().missing


def test_another_picture_is_another_note_content(
    workspace: Workspace, dot: Path, learner: Learner
) -> None:
    workspace.deck(FACT % "{file: dot.gif, alt: a dot}")
    build.build(Settings(workspace.decks, workspace.out, 100))
    learner.imports(workspace.out / "anki" / "small.apkg")
    dot.write_bytes(PIXEL + b"x")
    build.build(Settings(workspace.decks, workspace.out, 200))
    log = learner.imports(workspace.out / "anki" / "small.apkg")
    assert (log.new, log.updated) == (0, 1)
    assert not learner.col.media.check().missing
