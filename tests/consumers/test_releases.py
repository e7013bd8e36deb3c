"""Ten releases of a deck, with reviews in between, in Anki's own backend."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen import build, resources
from quizgen.build import Settings
from quizgen.output import write_files
from quizgen.project import load
from quizgen.release.ledger_file import dump
from quizgen.release.update import LEDGER, read_ledger
from quizgen.resources import templates_dir
from quizgen.rng import rng
from tests.conftest import COLLECTION
from tests.learner import Learner

PIXEL = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"


@dataclass
class Fact:
    """A fact that a curator keeps editing; ``born`` names it for good.

    ``id`` is what it is called now, ``built`` what it was at the last release.
    """

    born: int
    kind: str
    id: str
    text: int = 0
    note: str = ""
    was: str = ""
    built: str = ""
    picture: int = -1
    members: list[tuple[str, int]] = field(default_factory=list)
    gaps: list[tuple[int, str]] = field(default_factory=list)

    def yaml(self) -> str:
        more = f"  note: {self.note}\n" if self.note else ""
        more += f"  was: {self.was}\n" if self.was else ""
        if self.picture >= 0:
            more += f"  media: {{file: p{self.picture}.gif, alt: a dot}}\n"
        if self.kind == "list":
            members = "".join(f"    - m{key}: Member {key} v{text}\n" for key, text in self.members)
            body = f"- list: Which of {self.born}?\n  id: {self.id}\n  members:\n{members}"
        elif self.kind == "statement":
            gaps = " and ".join(f"[{text}]{{{number}}}" for number, text in self.gaps)
            body = f"- statement: 'S{self.born} v{self.text} has {gaps}.'\n  id: {self.id}\n"
        elif self.kind == "person":
            body = f"- person: P{self.born}\n  id: {self.id}\n  role: R{self.born} v{self.text}\n"
        else:
            body = f"- question: Q{self.born} v{self.text}?\n  id: {self.id}\n  answer: A\n"
        return body + more


class Curator:
    """Edits a deck at random, and releases it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.draw = rng(seed)
        self.decks = folder / "decks"
        self.decks.mkdir()
        (self.decks / "collection.yaml").write_text(COLLECTION)
        for number in range(3):
            (self.decks / f"p{number}.gif").write_bytes(PIXEL + bytes([number]))
        self.facts: list[Fact] = []
        self.time = 2_000_000_000  # after any real import of the releases before
        self.born = 0
        for _ in range(4):
            self.add()

    def add(self) -> None:
        self.born += 1
        kind = self.draw.choice(["question", "person", "list", "statement"])
        fact = Fact(self.born, kind, f"f{self.born}")
        fact.members = [(str(n), 0) for n in range(3)]
        fact.gaps = [(1, f"g{self.born}a"), (2, f"g{self.born}b")]
        self.facts.append(fact)

    def edit(self) -> None:
        """Make one change of the kinds that happen to decks."""
        fact = self.draw.choice(self.facts)
        what = self.draw.choice(
            "add reorder text note picture member members gap rename remove".split()
        )
        if what == "add":
            self.add()
        elif what == "remove" and len(self.facts) > 2:
            self.facts.remove(fact)
        elif what == "reorder":
            self.draw.shuffle(self.facts)
            self.draw.shuffle(fact.members)
        elif what == "text":
            fact.text += 1
        elif what == "note":
            fact.note = f"Note {self.draw.randint(1, 99)}"
        elif what == "picture":
            fact.picture = self.draw.randint(-1, 2)
        elif what == "member":
            key, text = fact.members[0]
            fact.members[0] = (key, text + 1)
        elif what == "members":
            fact.members.append((str(len(fact.members) + 10 * fact.born + self.time % 7), 0))
            fact.members = list(dict(fact.members).items())
        elif what == "gap":
            self.draw.shuffle(fact.gaps)
        elif what == "rename":
            fact.was, fact.id = (
                fact.built,
                f"{fact.id}x",
            )  # of its former names, the last that was built

    def release(self) -> Path:
        """Build, and note in the ledger that this is what learners have."""
        text = "".join(fact.yaml() for fact in self.facts)
        (self.decks / "deck.yaml").write_text(f"deck: Deck\nid: deck\nfacts:\n{text}")
        self.time += 86_400
        out = self.folder / "out"
        build.build(Settings(self.decks, out, self.time, media=("apkg",), decks=("deck",)))
        for fact in self.facts:
            fact.built = fact.id
        known = read_ledger(self.decks).after_release(self.time)
        write_files(self.decks, {LEDGER: dump(known).encode()})
        return out / "anki" / "deck.apkg"

    def born_of_note(self) -> dict[str, int]:
        """Return which fact each note belongs to, by GUID."""
        from quizgen.release import identity, naming

        project, _ = load(self.decks)
        ids = {fact.id: fact.born for fact in self.facts}
        notes = naming.named(project.notes, read_ledger(self.decks))
        every = (note for some in notes.values() for note in some)
        return {identity.guid("test", note): ids[note.origin.fact] for note in every}


def contents_of(learner: Learner) -> dict[str, tuple[str, ...]]:
    notes = (learner.col.get_note(id_) for id_ in learner.col.find_notes(""))
    return {note.guid: (*note.fields, *sorted(note.tags)) for note in notes}


@settings(max_examples=8)
@given(st.integers(0, 2**32))
def test_ten_releases_cost_no_review(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        curator = Curator(Path(folder), seed)
        learner = Learner(Path(folder) / "collection.anki2")
        try:
            _live_through(curator, learner)
        finally:
            learner.col.close()


def _live_through(curator: Curator, learner: Learner) -> None:
    learner.imports(curator.release())
    for _ in range(9):
        learner.review_all()
        learner.db.execute("update notes set mod = ?", curator.time)
        reviews = learner.histories()
        before = contents_of(learner)
        known = curator.born_of_note()
        for _ in range(curator.draw.randint(0, 3)):
            curator.edit()

        log = learner.imports(curator.release())

        after = contents_of(learner)
        surviving = curator.born_of_note()
        assert log.conflicting == 0
        assert len(after) == len(learner.col.find_notes(""))
        for (guid, ordinal), history in reviews.items():
            assert learner.histories()[guid, ordinal] == history
        changed = {guid for guid in before if after[guid] != before[guid]}
        assert log.updated == len(changed), (before, after)
        for guid, born in known.items():
            if born in surviving.values() and guid not in surviving:
                assert "member" in str(after[guid]).lower()
        gone = {guid for guid in before if guid not in surviving}
        tagged = {n for n in gone if "quizgen::retired" in after[n]}
        assert tagged == gone


def test_changed_templates_reach_the_learner(
    tmp_path: Path, learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    curator = Curator(tmp_path, 1)
    learner.imports(curator.release())
    learner.review_all()
    reviews = learner.histories()
    types = [found.name for found in learner.col.models.all_names_and_ids()]
    mine = shutil.copytree(templates_dir(), tmp_path / "templates")
    style = mine / "anki" / "style.css"
    style.write_text(style.read_text() + ".new-look { color: red }\n")
    monkeypatch.setattr(resources, "templates_dir", lambda: mine)

    log = learner.imports(curator.release())

    assert (log.new, log.updated, log.conflicting) == (0, 0, 0)
    assert all(
        ".new-look" in learner.style_of(name) for name in types if name.startswith("quizgen")
    )
    assert learner.histories() == reviews
    assert [found.name for found in learner.col.models.all_names_and_ids()] == types
