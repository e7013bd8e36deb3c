"""A curator who keeps editing decks at random, builds now and then, and releases them.

All that happens to decks happens here: what is renamed is renamed again and gets its old name back,
corrections are taken back, facts are deleted, restored, retired, and moved between decks; options
and directions are switched, the language is changed.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from quizgen import build
from quizgen.build import Settings
from quizgen.output import write_files
from quizgen.release import identity, naming
from quizgen.release.ledger_file import dump
from quizgen.release.update import LEDGER, opened
from quizgen.rng import rng
from tests.conftest import COLLECTION

PIXEL = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"
DAY = 86_400
DECKS = ("deck", "other")
OPTIONS = ("reverse", "choice", "timeline", "type_in", "speech")
LANGUAGES = ("en-GB", "de", "ur")
KINDS = ("question", "person", "list", "statement", "event")
EDITS = (
    "add reorder text text note picture member member-rename members member-back gap gap-off "
    "rename rename rename-back move remove restore revert revert retire direction option language"
).split()


@dataclass
class Member:
    """A member of a list; ``born`` is its first key, which tells it from all others for good."""

    born: str
    key: str
    text: int = 0
    was: str = ""
    built: str = ""

    def yaml(self) -> str:
        was = f", was: {self.was}" if self.was else ""
        return f"    - {{key: {self.key}, text: Member {self.born} v{self.text}{was}}}\n"


@dataclass
class Fact:
    """A fact; ``born`` names it for good, ``built`` is the deck and id that it was built under."""

    born: int
    kind: str
    id: str
    deck: str
    text: int = 0
    note: str = ""
    was: str = ""
    built: tuple[str, str] | None = None
    picture: int = -1
    retired: bool = False
    direction: str = ""
    has_all_gaps: bool = True
    members: list[Member] = field(default_factory=list)
    gaps: list[tuple[int, str]] = field(default_factory=list)

    def yaml(self) -> str:
        n, v = self.born, self.text
        more = f"  note: {self.note}\n" if self.note else ""
        more += f"  was: {self.was}\n" if self.was else ""
        more += "  retired: nobody asks\n" if self.retired else ""
        if self.picture >= 0:
            more += f"  media: {{file: p{self.picture}.gif, alt: a dot}}\n"
        if self.direction and self.kind in ("person", "event"):
            more += f"  reverse: {self.direction}\n"
        return self._body(n, v) + more

    def _body(self, n: int, v: int) -> str:
        head = f"  id: {self.id}\n"
        match self.kind:
            case "list":
                members = "".join(member.yaml() for member in self.members)
                return f"- list: Which of {n}?\n{head}  members:\n{members}"
            case "statement":
                first, second = self.gaps
                gaps = [first, second] if self.has_all_gaps else [min(self.gaps)]
                asked = " and ".join(f"[{text}]{{{number}}}" for number, text in gaps)
                return f"- statement: 'S{n} v{v} has {asked}.'\n{head}"
            case "person":
                return f"- person: P{n}\n{head}  role: R{n} v{v}\n"
            case "event":
                return f"- event: E{n} v{v}\n{head}  date: '{1900 + n:04}'\n"
            case _:
                wrong = f"[W{n}a, W{n}b, W{n}c]"
                return f"- question: Q{n} v{v}?\n{head}  answer: A{n}\n  distractors: {wrong}\n"

    def renamed(self, deck: str, id_: str, *, is_told: bool = True) -> None:
        """Take another name, or stand in another deck; ``was`` is where it was built last."""
        self.deck, self.id = deck, id_
        self.was = ""
        if self.built and self.built != (deck, id_) and is_told:
            former_deck, former = self.built
            self.was = former if former_deck == deck else f"{former_deck}/{former}"


class Curator:
    """Edits two decks at random, and releases them."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.draw = rng(seed)
        self.decks = folder / "decks"
        self.decks.mkdir()
        for number in range(3):
            (self.decks / f"p{number}.gif").write_bytes(PIXEL + bytes([number]))
        self.facts: list[Fact] = []
        self.removed: list[Fact] = []
        self.earlier: dict[int, list[Fact]] = {}
        self.options: dict[str, set[str]] = {deck: set() for deck in DECKS}
        self.language = LANGUAGES[0]
        self.time = 2_000_000_000  # after any real import of the releases before
        self.born = 0
        self.codes: set[str] = set()
        for _ in range(5):
            self.add()

    # --- edits ----------------------------------------------------------------------------------

    def add(self) -> None:
        self.born += 1
        kind = self.draw.choice(KINDS)
        fact = Fact(self.born, kind, f"f{self.born}", self.draw.choice(DECKS))
        fact.members = [Member(f"m{n}", f"m{n}") for n in range(3)]
        fact.gaps = [(1, f"g{self.born}a"), (2, f"g{self.born}b")]
        self.facts.append(fact)

    def edit(self) -> str:
        """Make one change of the kinds that happen to decks; return its name."""
        name = self.draw.choice(EDITS)
        if name in ("add", "restore", "option", "language"):
            {"add": self.add, "restore": self.restore, "option": self.switch}.get(
                name, self.translate
            )()
        else:
            fact = self.draw.choice(self.facts)
            self.earlier.setdefault(fact.born, []).append(deepcopy(fact))
            self._change(fact, name)
        return name

    def restore(self) -> None:
        """Bring back what was deleted, as it was."""
        if self.removed:
            self.facts.append(self.removed.pop(self.draw.randrange(len(self.removed))))

    def switch(self) -> None:
        self.options[self.draw.choice(DECKS)] ^= {self.draw.choice(OPTIONS)}

    def translate(self) -> None:
        self.language = self.draw.choice(LANGUAGES)

    def _change(self, fact: Fact, name: str) -> None:
        member = self.draw.choice(fact.members)
        match name:
            case "reorder":
                self.draw.shuffle(self.facts)
                self.draw.shuffle(fact.members)
            case "text":
                fact.text += 1
            case "note":
                fact.note = f"Note {self.draw.randint(1, 99)}"
            case "picture":
                fact.picture = self.draw.randint(-1, 2)
            case "member":
                member.text += 1
            case "gap":
                self.draw.shuffle(fact.gaps)
            case "gap-off":
                fact.has_all_gaps = not fact.has_all_gaps
            case "retire":
                fact.retired = not fact.retired
            case "direction":
                fact.direction = self.draw.choice(("", "yes", "no"))
            case "remove" if len(self.facts) > 2:
                self.facts.remove(fact)
                self.removed.append(fact)
            case "revert":
                self._revert(fact)
            case _ if name.startswith("member"):
                self._change_members(fact, member, name)
            case _:
                self._rename(fact, name)

    def _rename(self, fact: Fact, name: str) -> None:
        if name == "rename":
            fact.renamed(fact.deck, f"{fact.id}x")
        elif name == "rename-back":
            is_told = self.draw.random() < 0.5
            fact.renamed(fact.deck, fact.id.removesuffix("x"), is_told=is_told)
        elif name == "move":
            fact.renamed(self.draw.choice(DECKS), fact.id)

    def _change_members(self, fact: Fact, member: Member, name: str) -> None:
        if name == "members":
            key = f"m{len(fact.members)}-{self.draw.randrange(10**6)}"
            fact.members.append(Member(key, key))
        elif name == "member-rename":
            member.key = f"{member.key}x"
            member.was = member.built
        elif len(fact.members) > 2:
            fact.members.remove(member)

    def _revert(self, fact: Fact) -> None:
        """Take corrections back: all is said as it was once said, under the name of today."""
        then = self.draw.choice(self.earlier[fact.born])
        fact.text, fact.note, fact.picture = then.text, then.note, then.picture
        fact.retired, fact.direction, fact.gaps = then.retired, then.direction, list(then.gaps)
        fact.has_all_gaps = then.has_all_gaps
        now = {member.born: member for member in fact.members}
        for old in then.members:
            if old.born in now:
                now[old.born].text = old.text
            else:
                fact.members.append(deepcopy(old))

    # --- releases -------------------------------------------------------------------------------

    def build(self) -> None:
        """Write the decks and build them; what is built has been renamed."""
        head = COLLECTION.replace("en-GB", self.language)
        (self.decks / "collection.yaml").write_text(head, encoding="utf-8")
        for deck in DECKS:
            facts = "".join(fact.yaml() for fact in self.facts if fact.deck == deck)
            options = "".join(f"  {name}: yes\n" for name in sorted(self.options[deck]))
            anki = f"anki:\n{options}" if options else ""
            text = f"deck: The {deck}\nid: {deck}\n{anki}facts:\n{facts}"
            (self.decks / f"{deck}.yaml").write_text(text, encoding="utf-8")
        self.time += DAY
        out = self.folder / "out"
        report = build.build(Settings(self.decks, out, self.time, media=("apkg",), decks=DECKS))
        self.codes = {diagnostic.code.name for diagnostic in report.warnings}
        for fact in self.facts:
            self._note_built(fact)

    def _note_built(self, fact: Fact) -> None:
        """A ``was`` that has done its work may stay or go, unless the fact moves meanwhile."""
        fact.built = (fact.deck, fact.id)
        if self.draw.random() < 0.5:
            fact.was = ""
        for member in fact.members:
            member.built = member.key
            if self.draw.random() < 0.5:
                member.was = ""

    def release(self) -> list[Path]:
        """Build, and note in the ledger that this is what learners have."""
        self.build()
        ledger = opened(self.decks, self.time).ledger.after_release(self.time)
        write_files(self.decks, {LEDGER: dump(ledger).encode()})
        return [self.folder / "out" / "anki" / f"{deck}.apkg" for deck in DECKS]

    def guids(self) -> dict[tuple[int, str, str], str]:
        """Return the GUID of each note by what it is: its fact, note type and slot, for good."""
        update = opened(self.decks, self.time)
        notes = naming.named(update.project.notes, update.ledger)
        facts = {(fact.deck, fact.id): fact for fact in self.facts}
        guids = {}
        for note in (note for some in notes.values() for note in some):
            fact = facts[note.origin.deck, note.origin.fact]
            slot = note.place.split("/", 2)[2]
            for member in fact.members:
                slot = re.sub(rf"(?<![\w-]){re.escape(member.key)}(?![\w-])", member.born, slot)
            guids[fact.born, note.type.key, slot] = identity.guid("test", note)
        return guids
