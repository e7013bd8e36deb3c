"""A deck of questions in the formats that other tools read."""

from __future__ import annotations

from pathlib import Path

import yaml

HEAD = """\
config:
  name: By hand
  deck-name: Questions
  fields: [Question, Answer, Note]
  templates:
    - {name: Card, qfmt: "{{Question}}", afmt: "{{FrontSide}}<hr>{{Answer}}<br>{{Note}}"}
data:
"""
ROW = "  - question: {question}\n    answer: {answer}\n    note: {note}\n"
CHOICE = "{n}. {question}\n*a) {answer}\nb) Port Nowhere\nc) Port Elsewhere\n\n"
CHOICES = 1_000


def other_formats(folder: Path) -> None:
    """Write a workspace's deck for anki-yaml-tool, and its first questions for text2qti."""
    text = (folder / "decks" / "deck.yaml").read_text(encoding="utf-8")
    facts = yaml.load(text, yaml.CSafeLoader)["facts"]
    rows = "".join(ROW.format(**fact) for fact in facts)
    (folder / "anki-yaml-tool.yml").write_text(HEAD + rows, encoding="utf-8")
    choices = "".join(CHOICE.format(n=n, **fact) for n, fact in enumerate(facts[:CHOICES], 1))
    (folder / "questions.txt").write_text(f"Quiz title: Questions\n\n{choices}", encoding="utf-8")
