"""The notes of a package, field by field, packaged once more by genanki alone.

python genanki_alone.py PACKAGE PACKAGE
"""

import io
import json
import sqlite3
import sys
import zipfile
from pathlib import Path
from typing import Any

import genanki


def main(source: Path, target: Path) -> None:
    """Write what genanki makes of the notes and note types of a package."""
    with zipfile.ZipFile(io.BytesIO(source.read_bytes())) as archive:
        connection = sqlite3.connect(":memory:")
        connection.deserialize(archive.read("collection.anki2"))
    (models,) = connection.execute("SELECT models FROM col").fetchone()
    made = {int(id_): _model(int(id_), row) for id_, row in json.loads(models).items()}
    deck = genanki.Deck(10**9, "The same notes")
    for guid, model, tags, fields in connection.execute("SELECT guid, mid, tags, flds FROM notes"):
        own = fields.split("\x1f")
        deck.add_note(genanki.Note(model=made[model], fields=own, tags=tags.split(), guid=guid))
    genanki.Package(deck).write_to_file(target)


def _model(id_: int, row: dict[str, Any]) -> genanki.Model:
    return genanki.Model(
        id_,
        row["name"],
        fields=[{"name": field["name"]} for field in row["flds"]],
        templates=[{key: side[key] for key in ("name", "qfmt", "afmt")} for side in row["tmpls"]],
        css=row["css"],
        model_type=row["type"],
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
