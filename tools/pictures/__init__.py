"""Makes the drawings of the shipped decks, ``decks/media/*/*.svg``, from data in the repository.

What is drawn stands in the sheets of the decks of pictures, the dates of events in their facts.
"""

from __future__ import annotations

import csv
from pathlib import Path

import yaml

from quizgen.dates import parse
from quizgen.language import language
from tools.pictures import instruments, places, timetable, wall

DECKS = Path(__file__).parents[2] / "decks"
MEDIA = DECKS / "media"
ROAD_ENDS = {"kabul": "above", "peshawar": "right"}
"""The places where the road begins and ends, and on which side of their dots their names stand."""
ENGLISH = language("en-GB")


def files() -> dict[Path, str]:
    """Return every drawing by its path."""
    by_folder = {"places": _places(), "pictures": {**_instruments(), **_timetables(), **_wall()}}
    return {
        MEDIA / folder / f"{name}.svg": text
        for folder, drawings in by_folder.items()
        for name, text in drawings.items()
    }


def _places() -> dict[str, str]:
    sheet = {row["id"]: row for row in rows("places")}
    region = [_place(row) for row in sheet.values() if row["drawing"] == "region"]
    ends = [_place(sheet[id_] | {"side": side}) for id_, side in ROAD_ENDS.items()]
    road = [_place(row) for row in sheet.values() if row["drawing"] == "road"]
    stops = sorted((*ends, *road), key=lambda place: place.longitude)
    drawings = {
        "line": places.line_alone(),
        "region": places.named(places.COUNTRIES, "Afghanistan and Pakistan", region),
        "road": places.named(places.ROAD, "The road from Peshawar to Kabul", stops),
    }
    asked = {place.id: places.asking(places.COUNTRIES, region, place) for place in region}
    return drawings | asked | {place.id: places.asking(places.ROAD, stops, place) for place in road}


def _place(row: dict[str, str]) -> places.Place:
    name = row["place"].removeprefix("the ")
    return places.Place(row["id"], name, float(row["lat"]), float(row["lon"]), row["side"])


def rows(sheet: str) -> list[dict[str, str]]:
    """Return the rows of a sheet of the decks."""
    with (DECKS / f"{sheet}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _instruments() -> dict[str, str]:
    hidden = {name: instruments.instruments(name) for name in instruments.INSTRUMENTS}
    return {"instruments": instruments.instruments(), **hidden} | {
        f"unnamed-{name}": instruments.instruments(name, is_unnamed=True)
        for name in ("guarantees", "interrelationships")
    }


def _timetables() -> dict[str, str]:
    bars = [
        timetable.Timetable(row["id"], row["label"], row["whose"], int(row["months"]))
        for row in rows("pictures")
        if row["months"]
    ]
    asking = {bar.id: timetable.timetables(bars, bar.id) for bar in bars}
    return {
        "timetables": timetable.timetables(bars),
        "withdrawal": timetable.withdrawal(),
        **asking,
    }


def _wall() -> dict[str, str]:
    events = []
    for row in rows("pictures"):
        if row["fact"]:
            date = _date(*row["fact"].split("/"))
            words = ENGLISH.date(parse(date))
            events.append(wall.Event(row["id"], row["label"], wall.moment(date), words))
    events.sort(key=lambda event: event.when)
    return {"wall": wall.wall(events)} | {event.id: wall.asking(events, event) for event in events}


def _date(deck: str, id_: str) -> str:
    """Return the date of an event, as its deck has it."""
    text = (DECKS / f"{deck}.yaml").read_text(encoding="utf-8")
    facts = yaml.load(text, Loader=yaml.CBaseLoader)["facts"]  # noqa: S506 - it makes texts alone
    return next(str(fact["date"]) for fact in facts if fact["id"] == id_)
