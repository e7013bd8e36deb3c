"""HTML becomes Markdown: exactly where it can, and of all else the words are kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.html_reading import exact, files, markdown
from quizgen.text import anki_html


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("Vienna", "Vienna"),
        ("a &amp; b &lt;c&gt;", "a & b <c>"),
        ("<strong>Vienna</strong> on the <em>Danube</em>", "**Vienna** on the *Danube*"),
        ('<a href="https://example.org/">here</a>', "[here](https://example.org/)"),
        ("in [brackets]", "in [brackets]"),
        ("مدينة 7", "مدينة 7"),
        ("", ""),
    ],
)
def test_what_markdown_has_is_exact(html: str, words: str) -> None:
    assert exact(html) == words


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<b>Vienna </b>lies", "**Vienna** lies"),
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb"),
        ('<img src="x.png" alt="a map">', "a map"),
        ("[sound:x.mp3]Moin", "Moin"),
        ("<style>b { }</style><script>alert(1)</script>left", "left"),
        ("2 * 3 * 4", r"2 \* 3 \* 4"),
        ("<b></b>", ""),
        ("it's", "it's"),
        ("</b></a>stray", "stray"),
        (r"\(a_1\) and <i>b</i>", r"\(a_1\) and *b*"),
    ],
)
def test_of_all_else_the_words_are_kept(html: str, words: str) -> None:
    assert markdown(html) == words


@given(st.text("ab<>&;/ *_`[]()\\'\"=\n{}:", max_size=30))
def test_what_is_exact_is_made_of_it_again(html: str) -> None:
    written = exact(html)
    assert written is None or anki_html(written) == html
    markdown(html)


def test_the_files_that_a_field_shows() -> None:
    html = (
        "<img src=\"a%20b.png\"> [sound:c d.mp3] <video src=e.mp4></video> <img src='f&amp;g.svg'>"
        '<img src="https://example.org/h.png"><img src="data:image/png;base64,x">'
    )
    assert sorted(files(html)) == ["a b.png", "c d.mp3", "e.mp4", "f&g.svg"]
