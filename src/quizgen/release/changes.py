"""What a learner will see change with the next release, as Markdown for release notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape

from quizgen.language import Language
from quizgen.model import Note
from quizgen.records import dataclass
from quizgen.release.identity import RETIRED_TAG
from quizgen.release.ledger import Entry, Ledger

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Changes:
    """Entries since the last release by GUID: new notes, corrected ones, retired ones.

    ``emptied`` are those that ask less than they did: some cards of theirs are blank now.
    """

    added: Mapping[str, Entry]
    corrected: Mapping[str, Entry]
    retired: Mapping[str, Entry]
    emptied: Mapping[str, Entry]

    @property
    def are_none(self) -> bool:
        """Whether a learner would see nothing."""
        return not (self.added or self.corrected or self.retired)


def changes(ledger: Ledger) -> Changes:
    """Return what has come since the last release."""
    retired = ledger.to_send_once_more()
    live = {guid: entry for guid, entry in ledger.notes.items() if not entry.retired}
    added = {guid: entry for guid, entry in live.items() if not entry.released}
    corrected = {g: e for g, e in live.items() if e.released and not e.is_as_released}
    return Changes(added, corrected, retired, {g: e for g, e in live.items() if e.emptied})


def markdown(
    changed: Changes, notes: Mapping[str, Note], decks: Mapping[str, str], language: Language
) -> bytes:
    """Return the release notes.

    ``notes`` are the collection's notes by GUID, ``decks`` the titles of its decks by id.
    """
    lines = [f"# {language.say('changes')}"]
    if changed.are_none:
        lines += ["", language.say("changes.none")]
    for name, entries in (
        ("added", changed.added),
        ("corrected", changed.corrected),
        ("retired", changed.retired),
        ("emptied", changed.emptied),
    ):
        if entries:
            title = language.say(f"changes.{name}", count=len(entries))
            lines += ["", f"## {title}"]
            lines += _by_deck(entries, notes, decks)
    if changed.retired:
        lines += ["", language.say("changes.find", search=f"`tag:{RETIRED_TAG}`")]
    if changed.emptied:
        lines += ["", language.say("changes.blank")]
    if changed.corrected:
        lines += ["", language.say("changes.safe")]
    return ("\n".join(lines) + "\n").encode()


def _by_deck(
    entries: Mapping[str, Entry], notes: Mapping[str, Note], decks: Mapping[str, str]
) -> Iterator[str]:
    rows: dict[str, list[str]] = {}
    for guid, entry in sorted(entries.items(), key=lambda item: item[1].address):
        note = notes.get(guid)
        deck = note.origin.deck if note else entry.address.split("/")[0]
        rows.setdefault(deck, []).extend(_lines(note, entry))
    for deck in [*decks, *sorted(rows.keys() - decks.keys())]:
        if deck in rows:
            yield from ("", f"### {decks.get(deck, deck)}", "", *rows[deck])


def _lines(note: Note | None, entry: Entry) -> Sequence[str]:
    if note is None:
        return [f"- {_words(next(iter(entry.fields.values()), entry.address))}"]
    first, *rest = note.cards
    more = f" (+{len(rest)})" if rest else ""
    return [f"- {_escaped(first.front)} → {_escaped(first.back)}{more}"]


def _words(html: str) -> str:
    return _escaped(" ".join(unescape(_TAG.sub(" ", html)).split()))


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", text)
