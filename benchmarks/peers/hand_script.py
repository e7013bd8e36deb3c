"""The script that a teacher writes by hand: YAML in, a package out, and nothing else.

python hand_script.py FOLDER PACKAGE
"""

import sys
from pathlib import Path

import genanki
import yaml

MODEL = genanki.Model(
    1607392319,
    "By hand",
    fields=[{"name": "Question"}, {"name": "Answer"}, {"name": "Note"}],
    templates=[
        {
            "name": "Card",
            "qfmt": "{{Question}}",
            "afmt": "{{FrontSide}}<hr>{{Answer}}<br>{{Note}}",
        }
    ],
)


def main(folder: Path, package: Path) -> None:
    """Make one note of each question in the decks of a folder."""
    decks = []
    for number, path in enumerate(sorted(folder.glob("deck*.yaml"))):
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        deck = genanki.Deck(10**9 + number, data["deck"])
        for fact in data["facts"]:
            fields = [fact["question"], fact["answer"], fact["note"]]
            guid = f"{data['id']}/{fact['id']}"
            deck.add_note(genanki.Note(model=MODEL, fields=fields, guid=guid))
        decks.append(deck)
    genanki.Package(decks).write_to_file(package)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
