"""What is no markup of ours is told, and what only looks like it is not."""

from __future__ import annotations

import pytest
import yaml

from quizgen.project import inspect
from tests.cases import opened
from tests.conftest import Workspace


def told(workspace: Workspace, text: str) -> list[str]:
    """Return what is said of a text, as a question and in a sentence with a gap alike."""
    facts = [
        {"question": text, "id": "q", "answer": "Tycho"},
        {"statement": f"[Tycho] it is\n{text}", "id": "s"},
    ]
    workspace.deck(yaml.safe_dump(facts, allow_unicode=True, sort_keys=False))
    _, found = inspect(workspace.decks)
    said = [
        f"{d.message} [{d.code}]" for d in found if d.code.name in ("other-markup", "dead-link")
    ]
    assert sorted(said) == sorted(2 * list(dict.fromkeys(said)))
    return list(dict.fromkeys(said))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a ![map](m.png) b", "a picture cannot stand in a text [dead-link]"),
        ("a ![map](https://e.org/m.png) b", "a picture cannot stand in a text [dead-link]"),
        ("a [b](c.html) d", "'[b](c.html)' is no link: it has no whole web address [dead-link]"),
        ("[b](/c)", "'[b](/c)' is no link: it has no whole web address [dead-link]"),
        ("[b](javascript:x)", "'[b](javascript:x)' is no link"),
        ("a <b>bold</b> c", "'<b>' is HTML, which is shown as it is written [other-markup]"),
        ('<span style="x">a', "'<span style=\"x\">' is HTML"),
        ("a<br/>b", "'<br/>' is HTML"),
        (
            "see <https://e.org/x>",
            "'<https://e.org/x>' in angle brackets is shown as it is written",
        ),
        ("# Heading\ntext", "'# Heading' is a heading"),
        ("|a|b|\n|---|---|\n|1|2|", "'|---|---|' makes a table"),
        ("a | b\n--- | ---\n1 | 2", "'--- | ---' makes a table"),
        ("is $x^2$ so", "'$x^2$' is math between dollars"),
        ("is $$\\frac{1}{2}$$ so", "'$$\\frac{1}{2}$$' is math between dollars"),
        ("let $n$ be", "'$n$' is math between dollars"),
        ("~~gone~~", "'~~gone~~' is struck out"),
        ("a\n---\nb", "'---' is a rule"),
        ("is `x it", "'`x it' opens code that is never closed"),
        ("is **x it", "'**x it' opens strong words that are never closed"),
        ("H~2~O", "'~2~' is a letter below or above the line"),
        ("x^2^ now", "'^2^' is a letter below or above the line"),
        ("it[^1] is", "'[^1]' is the mark of a footnote"),
        ("a&nbsp;b", "'&nbsp;' names a character of HTML"),
        ("5 &#8364; now", "'&#8364;' names a character of HTML"),
        ("```python\nx = 1", "code between lines of ``` has to begin and end on lines of its own"),
        ("a ```python\nx = 1\n```", "code between lines of ``` has to begin and end"),
    ],
)
def test_what_is_told(text: str, message: str, workspace: Workspace) -> None:
    said = told(workspace, text)
    assert said
    assert said[0].startswith(message)


@pytest.mark.parametrize(
    "text",
    [
        "`<b>` and `![a](b)` and `[a](b)` and `$x$` and `# a`",
        "```html\n<b>bold</b>\n# no heading\n| a |\n|---|\n```",
        r"\<b\> and \[a\](b) and \# a",
        r"\(x < b\) and \(a>c\)",
        "[a](https://e.org) and [b](mailto:a@e.org) and [c](//e.org)",
        "a < b and c > d, List<String>, <x>, x<b, 3 <4",
        "$5 and $10, US$5–A$6, 5$ or 6$, $, $HOME, a$b$c",
        "C# is one, #1 is two, item #3",
        "a | b, |x|, || and && or ls | wc -l",
        "a -- b --- c, 1-2, ---- not",
        "- a list\n- of two",
        "~5 and ~~6, a~b",
        "What! [a] (b) and a] (c)",
        "2 * 3 * 4 and snake_case_name",
        "Hawai`i, the ` mark, 2**3 and 2 ** 3, `a` and `b`, **a** and **b**, ***a***",
        r"\`x, \*\*x, \&amp; and `&amp;`",
        "AT&T; R&D, a & b; x^2, a^b and c^d, ^_^, [^",
    ],
)
def test_what_is_not_told(text: str, workspace: Workspace) -> None:
    assert told(workspace, text) == []


FACTS = """\
- question: Who?
  id: q
  answer: Tycho
  accept:
    - <b>Brahe</b>
  distractors:
    - Kepler
    - <i>Galilei</i>
  note: |
    One
    # Two
- list: Which?
  id: l
  members:
    - a: One
    - b: <b>Two</b>
- table: T
  id: t
  columns: {c: "<b>C</b>"}
  rows:
    - {row: R, key: r, cells: {c: x}}
    - row: S
      key: s
      cells:
        c: <b>y</b>
"""


def test_each_text_of_a_fact_has_its_place(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    _, found = inspect(workspace.decks)
    lines = sorted({d.position.line - 4 for d in found if d.code.name == "other-markup"})
    assert lines == [5, 8, 9, 16, 19, 25]


def test_what_is_no_markdown_is_left_alone(workspace: Workspace) -> None:
    workspace.deck("""\
    - question: Who?
      id: q
      answer: She
      at: "[Part](two)"
      evidence: [if (a<b> c)]
      tags: [a~~b~~]
      allow: {long-text: it is <b>long</b>}
    """)
    assert [d.code.name for d in inspect(workspace.decks)[1]] == ["useless-allow"]


ROWS = r"""
deck: Europe
id: europe
note_type: capitals
source: smith-2020
columns: {capital: {ask: 'Where is \(x^\) of {country}?'}}
rows:
  - {id: at, country: Austria, capital: '<a href="a.html">Vienna</a>'}
  - {id: be, country: <b>Belgium</b>, capital: Brussels}
"""


def test_a_cell_of_html_is_none_and_its_columns_are_looked_at_once(workspace: Workspace) -> None:
    folder = workspace.folder / "templates" / "note-types" / "capitals"
    folder.mkdir(parents=True)
    (folder / "note-type.yaml").write_text(
        "note_type: Capitals\nfields: [country, {name: capital, html: yes}]\ntemplates: [C]\n"
    )
    (folder / "c.front.html").write_text("{{country}}")
    (folder / "c.back.html").write_text("{{capital}}")
    (workspace.decks / "europe.yaml").write_text(ROWS)
    _, found = inspect(workspace.decks)
    assert [(d.position.line, d.code.name) for d in found] == [
        (6, "broken-math"),
        (9, "other-markup"),
    ]


def test_code_and_pictures_in_texts(workspace: Workspace) -> None:
    opened("10-code-and-markdown-mangled", workspace)
    _, found = inspect(workspace.decks)
    assert [d.code.name for d in found if d.position.line < 20] == ["dead-link"]


def test_titles_that_differ_in_case_or_marks_alone(workspace: Workspace) -> None:
    fact = "- {question: %s?, id: q, answer: She}"
    for id_, title in (("one", "C++: *std*::map"), ("two", "c++: std::MAP"), ("three", "C: map")):
        path = workspace.deck(fact % id_, id_)
        path.write_text(path.read_text().replace(f"The {id_} deck", f"'{title}'"))
    _, found = inspect(workspace.decks)
    assert [(d.code.name, d.position.path) for d in found] == [
        ("same-title", (workspace.decks / "two.yaml").as_posix())
    ]
