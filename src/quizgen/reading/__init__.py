"""Files in, a checked collection or diagnostics out; :mod:`quizgen.user_files` reads their bytes.

``collection`` reads a folder whose decks ``deck_paths`` lists: ``events`` turns YAML into data with
places, or into ``complaints``; ``validation`` turns data into the dataclasses of
:mod:`quizgen.facts`, as ``shapes`` tells pydantic's core to. Each other module reads files of one
kind: ``csl`` sources, ``texts`` the texts of sources, ``note_types`` a curator's own, ``media``
pictures and sounds, ``strings`` a user's own words, ``blueprints`` what papers are to hold, by the
keys in ``plans``; ``readings`` finds those that stand above words. Of a deck of rows, ``grids``
finds where they stand, ``sheets`` reads CSV, ``rows`` and ``cells`` make facts of them;
``translations`` puts a deck into another language. ``places`` is what is kept of where all stands.
"""

from quizgen.reading.collection import Reading, deck_files, every_file, read_collection
from quizgen.reading.deck_paths import is_sheet, is_yaml
from quizgen.reading.insertions import with_new_ids
from quizgen.reading.texts import read_texts

__all__ = [
    "Reading",
    "deck_files",
    "every_file",
    "is_sheet",
    "is_yaml",
    "read_collection",
    "read_texts",
    "with_new_ids",
]
