"""Sheets as spreadsheets save them, and ids written into them."""

from __future__ import annotations

import pytest

from quizgen.reading.insertions import inserted
from quizgen.reading.sheets import RefusedSheetError, Sheet, read_sheet

WORDS = [["word", "meaning"], ["el perro", "dog"], ["el gato", "cat"]]


def sheet(data: bytes) -> Sheet:
    return read_sheet("words.csv", data)


def texts(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row] for row in sheet(data).rows]


@pytest.mark.parametrize(
    "data",
    [
        b"word,meaning\nel perro,dog\nel gato,cat\n",
        b"word;meaning\r\nel perro;dog\r\nel gato;cat\r\n",
        b"word\tmeaning\rel perro\tdog\rel gato\tcat",
        b"\xef\xbb\xbfword,meaning\n\nel perro,dog\n,\nel gato,cat\n\n",
        b'"word" , "meaning"\n"el perro","dog"\n el gato,cat \n',
        b"sep=;\r\nword;meaning\r\nel perro;dog\r\nel gato;cat\r\n",
        "word\tmeaning\r\nel perro\tdog\r\nel gato\tcat\r\n".encode("utf-16"),
    ],
    ids="comma semicolon tab bom quoted sep utf-16".split(),
)
def test_however_it_was_saved(data: bytes) -> None:
    assert texts(data) == WORDS


def test_cells_in_quotation_marks() -> None:
    data = b'word,meaning\n"a ""b"", c","two\nlines"\n5" disk,x\n'
    assert texts(data)[1:] == [['a "b", c', "two\nlines"], ['5" disk', "x"]]


def test_the_place_of_a_cell() -> None:
    found = sheet('word,meaning\n"zwei\nZeilen",Größe,x\nç,d\n'.encode())
    places = [[str(found.place(cell.start)) for cell in row] for row in found.rows]
    assert places[1] == ["words.csv:2:1", "words.csv:3:9", "words.csv:3:15"]
    assert places[2] == ["words.csv:4:1", "words.csv:4:3"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'word,meaning\nel perro,"dog\n', "words.csv:2:10: this quotation mark is not closed"),
        (b'word,meaning\n"el" perro,dog\n', "words.csv:2:5: text follows the quotation mark"),
        (b"word,meaning\nel ni\xf1o,child\n", "words.csv:2:6: byte 0xf1 is not UTF-8"),
        (b"word,meaning\nel\x01,child\n", "words.csv:2:3: the control character U+0001"),
        (b" \r\n", "words.csv:1:1: the file is empty"),
    ],
)
def test_what_is_no_sheet(data: bytes, said: str) -> None:
    with pytest.raises(RefusedSheetError) as refusal:
        sheet(data)
    assert str(refusal.value.diagnostic).startswith(said)


def test_insertions_leave_all_else_as_it_was() -> None:
    data = "\ufeffword;meaning\r\n«Olé»;x\r\nb;y".encode()
    found = sheet(data)
    ends = [(found.place(row[-1].end), f";{n}") for n, row in enumerate(found.rows)]
    assert inserted(data, ends) == "\ufeffword;meaning;0\r\n«Olé»;x;1\r\nb;y;2".encode()


def test_insertions_count_characters_as_they_are_read() -> None:
    data = "word,meaning\nnin\u0303o,child\n".encode()  # ñ in two characters
    found = sheet(data)
    assert found.rows[1][0].text == "ni\u00f1o"
    place = found.place(found.rows[1][0].end)
    assert inserted(data, [(place, "!")]) == "word,meaning\nnin\u0303o!,child\n".encode()
