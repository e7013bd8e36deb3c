"""A deck of the shape of Ultimate Geography: six templates, flags and maps, three languages."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

import genanki

COUNTRIES = 60
LANGUAGES = {"": "City", " [DE]": "Stadt", " [AR]": "مدينة"}
"""What names end in, and what a city is called."""
FIELDS = (
    "Country",
    "Country info",
    "Capital",
    "Capital info",
    "Capital hint",
    "Flag",
    "Flag similarity",
    "Map",
)
BACK = "{{FrontSide}}<hr id=answer>"
TEMPLATES = (
    (
        "Country - Capital",
        '<div class="value">{{Country}}</div>{{#Capital}}<div>Capital</div>{{/Capital}}',
        f'{BACK}{{{{Capital}}}}<div class="info">{{{{Capital info}}}}</div>',
    ),
    (
        "Capital - Country",
        "{{#Capital}}{{Capital}} is the capital of which country?"
        "{{#Capital hint}}<i>{{hint:Capital hint}}</i>{{/Capital hint}}{{/Capital}}",
        f"{BACK}{{{{Country}}}}",
    ),
    ("Flag - Country", "{{Flag}}", f"{BACK}{{{{Country}}}} {{{{Flag similarity}}}}"),
    (
        "Country - Flag",
        "{{#Flag}}Which flag is that of {{Country}}?{{/Flag}}",
        f"{BACK}{{{{Flag}}}}",
    ),
    ("Map - Country", "{{Map}}", f"{BACK}{{{{Country}}}}<br>{{{{Country info}}}}"),
    ("Country - Map", "{{#Map}}Where is {{Country}}?{{/Map}}", f"{BACK}{{{{Map}}}}"),
)
STYLE = '.card { font-family: arial; background: url("_paper.png"); }\n\n.value { color: red; }\n'
PNG = b"\x89PNG\r\n\x1a\n paper"
RELEASED = 1_600_000_000


def notes(language: int) -> list[tuple[str, list[str], list[str]]]:
    """Return the GUID, the fields and the tags of each note of a language."""
    ending, city = list(LANGUAGES.items())[language]
    return [
        (
            f"l{language}~{n:03};#",
            [
                f"Country {n}{ending}",
                "It's <i>big</i> &amp;&nbsp;wide. " if n % 7 == 0 else "",
                f"{city} {n}" if n % 5 else "",
                "Until 1990, <b>Bonn</b>.<br>" if n == 3 else "",
                "not the other" if n == 4 else "",
                f'<img src="ug-flag-{n}.svg" />',
                "Another (stars; <u>not</u> stripes)" if n % 9 == 0 else "",
                f'<img src="ug-map-{n}.svg" />' if n % 8 else "",
            ],
            ["UG::Europe" if n % 2 else "UG::Asia", "UG::Sovereign_State"],
        )
        for n in range(COUNTRIES)
    ]


def write_media(folder: Path) -> list[Path]:
    """Draw the flags and the maps, and return their files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / "_paper.png"]
    paths[0].write_bytes(PNG)
    for n in range(COUNTRIES):
        for sort in ("flag", "map"):
            path = folder / f"ug-{sort}-{n}.svg"
            path.write_text(
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><rect width="3" '
                f'height="1" fill="#{n * 4321 % 0xFFFFFF:06x}"/><!-- {sort} --></svg>\n'
            )
            paths.append(path)
    return paths


def package(path: Path, *, capital: str = "") -> Path:
    """Write the deck as genanki does; ``capital`` is what that of Country 1 is called."""
    decks = []
    for language, ending in enumerate(LANGUAGES):
        model = genanki.Model(
            1607392319 + language,
            f"Ultimate Geography{ending}",
            fields=[{"name": name} for name in FIELDS],
            templates=[{"name": n, "qfmt": f, "afmt": b} for n, f, b in TEMPLATES],
            css=STYLE,
        )
        deck = genanki.Deck(
            2059400110 + language, f"Ultimate Geography{ending}", description="By <b>many</b>"
        )
        for guid, fields, tags in notes(language):
            own = [
                capital if capital and f.endswith(" 1") and i == 2 else f
                for i, f in enumerate(fields)
            ]
            deck.add_note(genanki.Note(model=model, fields=own, tags=tags, guid=guid))
        decks.append(deck)
    media = [str(file) for file in write_media(path.parent / "drawn")]
    genanki.Package(decks, media_files=media).write_to_file(str(path), timestamp=RELEASED)
    return path


def crowdanki(folder: Path) -> Path:
    """Write the deck as a folder of CrowdAnki's, the languages as decks within it."""
    write_media(folder / "media")
    models = [_model(language, ending) for language, ending in enumerate(LANGUAGES)]
    children = [
        _deck(f"Ultimate Geography{ending}", language, models[language]["crowdanki_uuid"])
        for language, ending in enumerate(LANGUAGES)
        if language
    ]
    top = _deck("Ultimate Geography", 0, models[0]["crowdanki_uuid"])
    deck = {**top, "children": children, "note_models": models, "desc": "By <b>many</b>"}
    (folder / "deck.json").write_text(json.dumps(deck, indent=2, ensure_ascii=False))
    return folder


def _deck(name: str, language: int, model: str) -> dict[str, Any]:
    return {
        "__type__": "Deck",
        "crowdanki_uuid": str(uuid.uuid5(uuid.NAMESPACE_DNS, f"deck {language}")),
        "name": name,
        "children": [],
        "media_files": [],
        "notes": [
            {
                "__type__": "Note",
                "guid": guid,
                "fields": fields,
                "tags": tags,
                "note_model_uuid": model,
                "newlyAdded": True,
            }
            for guid, fields, tags in notes(language)
        ],
    }


def _model(language: int, ending: str) -> dict[str, Any]:
    return {
        "__type__": "NoteModel",
        "crowdanki_uuid": str(uuid.uuid5(uuid.NAMESPACE_DNS, f"model {language}")),
        "name": f"Ultimate Geography{ending}",
        "css": STYLE,
        "flds": [
            {"name": name, "ord": n, "font": "Arial", "size": 20, "rtl": language == 2}
            for n, name in enumerate(FIELDS)
        ],
        "tmpls": [
            {"name": name, "ord": n, "qfmt": front, "afmt": back, "bqfmt": "", "bafmt": ""}
            for n, (name, front, back) in enumerate(TEMPLATES)
        ],
        "sortf": 0,
        "type": 0,
        "vers": [],
        "latexPre": "",
        "latexPost": "",
    }
