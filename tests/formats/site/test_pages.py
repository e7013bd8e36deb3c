"""The site: what each page tells, where it stands, and that every link leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree

import pytest

from quizgen import build
from quizgen.build import Settings
from quizgen.formats.site import changes
from quizgen.formats.site.changes import Change, Sort
from quizgen.formats.site.pages import Contents
from quizgen.formats.site.pictures import is_inert
from quizgen.model import Media
from quizgen.release.ledger import Content, Ledger
from quizgen.release.ledger_file import dump
from quizgen.release.update import LEDGER, opened
from tests.conftest import Workspace

SOURCES = """\
references:
- {id: smith-2020, type: book, title: A Book, author: [{family: Smith, given: Ann}], issued: "2020"}
- {id: jones-1999, type: book, title: Another, author: [{family: Jones}], URL: "https://e.example/a"}
"""
FACTS = """
- event: The accords are signed
  id: con
  date: 1988-04-14
  level: core
  at: p. 3
  evidence: [Geneva, 14 April 1988]
  also: [{source: jones-1999, at: ch. 2}]
  note: After six years.
  reverse: yes
- question: Where?
  id: place
  answer: Geneva
  accept: [Genève]
  distractors: [Vienna: the seat of other talks, Bonn]
- {claim: 'It ended an [empire]', id: empire, by: smith-2020, answered_by: Others see none.}
- {claim: It was lost in the villages, id: villages, by: 'Jon Doe, Jr.'}
- {person: Ann, id: ann, role: Envoy, years: 1980/1985}
- {statement: 'The [withdrawal] took [nine months].', id: withdrawal}
- list: Which came in turn?
  id: turn
  ordered: yes
  members: [a: Brezhnev, b: Andropov]
- table: Who wanted what
  id: wanted
  columns: {us: Washington}
  rows: [{row: Withdrawal, key: out, cells: {us: seven months}}]
- {question: Old?, id: old, answer: 'Yes', retired: it was wrong}
- {question: What is it?, id: dot, answer: A dot, media: {file: dot.svg, alt: A dot, side: front}}
"""
DOT = '<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>'


@pytest.fixture
def small(workspace: Workspace) -> Workspace:
    return filled(workspace)


def filled(workspace: Workspace) -> Workspace:
    (workspace.decks / "sources.yaml").write_text(SOURCES)
    (workspace.decks / "dot.svg").write_text(DOT)
    workspace.deck(FACTS)
    return workspace


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The files of the site, made once."""
    return site(filled(Workspace(tmp_path_factory.mktemp("site"))))


def site(workspace: Workspace, now: int = 1_700_000_000, **options: object) -> Mapping[str, str]:
    """Return the files of a site by their paths."""
    settings = Settings(workspace.decks, workspace.out, now, media=("site", "web"))
    build.build(replace(settings, **options))  # type: ignore[arg-type]
    paths = (path for path in workspace.out.rglob("*.*") if path.suffix in TEXTS)
    return {p.relative_to(workspace.out).as_posix(): p.read_text("utf-8") for p in paths}


TEXTS = (".html", ".js", ".xml", ".svg", ".css", ".webmanifest")


def words(page: str) -> str:
    """Return what a page says."""
    body = page.partition("<main>")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def test_a_fact_tells_what_it_rests_on_and_how_it_is_asked(files: Mapping[str, str]) -> None:
    page = files["fact/small/con_.html"]  # no file is called con on Windows
    assert words(page) == (
        "The small deck · Core The accords are signed 14 April 1988 After six years. Sources "
        "Smith 2020 , p. 3 The words that stand there: Geneva , 14 April 1988 Jones , ch. 2 "
        "How it is asked On what date? The accords are signed 14 April 1988 "
        "What happened then? 14 April 1988 The accords are signed "
        "Its cards in the browser Next"
    )
    for link in (
        "../../deck/small.html#con",
        "../../source/smith-2020.html",
        "../../web/small.html#con",
        "../../fact/small/place.html",
    ):
        assert f'href="{link}"' in page
    assert "Vienna – the seat of other talks" in words(files["fact/small/place.html"])
    assert "Bonn" not in words(files["fact/small/place.html"])
    assert '<img src="../../media/' in files["fact/small/dot.html"]


def test_a_deck_has_its_live_facts_by_level_each_folded(files: Mapping[str, str]) -> None:
    page = files["deck/small.html"]
    assert re.findall(r"<h2>(.*?) <", page) == ["Core", "Useful"]
    ids = re.findall(r'<details id="([a-z]+)"', page)
    assert ids == "con place empire villages ann withdrawal turn wanted dot".split()
    assert 'dir="auto">The […] took […].</summary>' in page


def test_a_retired_fact_keeps_its_page(files: Mapping[str, str]) -> None:
    assert "This is no longer asked: it was wrong" in words(files["fact/small/old.html"])
    assert "Old?" not in files["site/index.js"] + files["source/smith-2020.html"]


def test_sources_authors_and_the_timeline_lead_to_facts(files: Mapping[str, str]) -> None:
    assert "The accords are signed p. 3 Where?" in words(files["source/smith-2020.html"])
    assert "https://e.example/a" in words(files["source/jones-1999.html"])
    assert "Smith (2020) 1 fact" in words(files["author/index.html"]).replace("Ann ", "")
    assert "It was lost in the villages" in words(files["author/jon-doe-jr.html"])
    assert "The answer to it: Others see none." in words(files["author/smith-2020.html"])
    line = words(files["timeline.html"])
    assert "1980–1985 Ann Envoy 14 April 1988 The accords are signed" in line


def test_the_timeline_tells_once_what_two_facts_do(small: Workspace) -> None:
    columns = "id: rows\ncolumns: {who: {heading: Who}, term: {heading: Term, date: yes}}\n"
    rows = "rows: [{id: r1, who: Ann, term: 1980/1985}, {id: r2, who: Bo, term: 1990/1991}]\n"
    (small.decks / "rows.yaml").write_text("deck: Rows\n" + columns + rows)
    page = site(small)["timeline.html"]
    assert page.count(">Ann</a>") == page.count(">Bo</a>") == 1
    assert 'data-decks="small rows"' in page
    assert 'data-decks="rows"' in page


def test_what_is_searched_is_each_deck_and_live_fact(files: Mapping[str, str]) -> None:
    index = files["site/index.js"]
    assert '["The small deck","","deck/small.html"]' in index
    assert '["Where?","Geneva Where? Genève","fact/small/place.html",0]' in index


def test_some_decks_have_their_pages_alone(small: Workspace) -> None:
    small.deck("- {question: Who?, id: who, answer: She}", "other")
    files = site(small, decks=("other",))
    pages = [path for path in files if path.endswith(".html")]
    assert sorted(pages) == ["deck/other.html", "fact/other/who.html", "web/other.html"]
    assert "timeline.html" not in files["deck/other.html"]


def test_a_package_for_a_platform_is_to_download_and_no_page_to_practise_on(
    small: Workspace,
) -> None:
    package = 'href="../bank/small.scorm.zip"'
    alone = site(small, media=("site", "scorm"))["deck/small.html"]
    both = site(small, media=("site", "scorm", "web"))["deck/small.html"]
    assert alone.count(package) == both.count(package) == 1
    assert "small.html#" not in alone
    assert 'href="../web/small.html"' in both


@pytest.mark.slow
def test_every_link_leads_somewhere(small: Workspace) -> None:
    files = site(small, media=build.DEFAULT)
    pages = [path for path in files if path.endswith(".html") and not path.startswith("print/")]
    assert len(pages) > 15
    for path in pages:
        here = small.out / path
        page = re.sub(r"<script>.*?</script>", "", files[path], flags=re.DOTALL)
        for link in re.findall(r'(?:href|src)="((?!https?:|data:)[^"]*)"', page):
            target, _, name = unescape(link).partition("#")
            there = (here.parent / target).resolve() if target else here
            assert there.is_file(), (path, link)
            if name and "/web/" not in target:
                assert f'id="{name}"' in there.read_text("utf-8"), (path, link)


def test_a_translation_has_pages_of_its_own_and_is_told_once(small: Workspace) -> None:
    (small.decks / "de.yaml").write_text(
        "translation: de\nof: small\ndeck: Das Deck\nfacts:\n  con: {event: Die Abkommen}\n"
    )
    files = site(small)
    assert "Die Abkommen" in words(files["fact/small-de/con_.html"])
    assert '<a href="../../fact/small-de/con_.html" lang="de"' in files["fact/small/con_.html"]
    assert "Die Abkommen" in files["site/index.js"]
    assert "Die Abkommen" not in files["timeline.html"] + files["source/smith-2020.html"]


@pytest.mark.slow
def test_a_fact_that_was_renamed_leads_on(small: Workspace) -> None:
    build.build(Settings(small.decks, small.out, 1_700_000_000))
    now = opened(small.decks, 1_700_000_000).ledger.after_release(1_700_000_001)
    (small.decks / LEDGER).write_text(dump(now))
    path = small.decks / "small.yaml"
    path.write_text(path.read_text().replace("id: place", "id: city\n  was: place"))
    files = site(small, 1_700_000_002)
    assert 'content="0; url=../../fact/small/city.html"' in files["fact/small/place.html"]


@pytest.mark.parametrize(
    ("drawing", "is_file"),
    [
        ("<circle r='9'/><style>circle{fill:url(#g)}</style><use href='#g'/>", True),
        ("<script>alert(1)</script>", False),
        ("<circle onload='alert(1)'/>", False),
        ("<a href='https://e.example'><circle/></a>", False),
        ("<set attributeName='href' to='javascript:alert(1)'/>", False),
        ("<image href='data:image/svg+xml,x'/>", False),
        ("<style>@import 'https://e.example/a.css'</style>", False),
        ("<?xml-stylesheet href='a.xsl'?>", False),
    ],
)
def test_a_drawing_that_could_run_anything_is_no_file(drawing: str, *, is_file: bool) -> None:
    data = f'<svg xmlns="http://www.w3.org/2000/svg">{drawing}</svg>'.encode()
    assert is_inert(Media("a-0123456789ab.svg", data)) == is_file
    assert not is_inert(Media("a-0123456789ab.svg", data.decode().encode("utf-16")))


# --- what is new --------------------------------------------------------------------------------

DAY = 86_400


def ledger(*steps: Mapping[str, str]) -> Ledger:
    """Return a ledger after some days, on each of which it has these texts by ``deck/fact``."""
    now = Ledger()
    for number, texts in enumerate(steps):
        contents = {f: Content(f"{f}/answer", "recall", text) for f, text in texts.items()}
        now = now.brought_up_to_date(contents, {}, {}, number * DAY).after_release(number * DAY)
    return now


def test_what_is_new_is_told_by_the_day() -> None:
    now = ledger({"d/a": "1", "d/b": "1"}, {"d/a": "2", "d/b": "1", "d/c": "1"}, {"d/a": "2"})
    latest = changes.latest(now)
    assert [(c.fact, c.sort, c.day) for c in latest] == [
        ("d/b", Sort.RETIRED, "1970-01-03"),
        ("d/c", Sort.RETIRED, "1970-01-03"),
        ("d/a", Sort.CORRECTED, "1970-01-02"),
    ]
    first = changes.latest(ledger({"d/a": "1"}))
    assert list(changes.since_the_first_day(ledger({"d/a": "1"}), first)) == []
    assert Change("d/a", Sort.ADDED, 2**40).day == "9999-12-31"


def test_a_deck_tells_what_is_new_since_its_first_day(small: Workspace) -> None:
    assert "What is new" not in site(small)["deck/small.html"]
    path = small.decks / "small.yaml"
    path.write_text(path.read_text().replace("Geneva\n", "Bern\n"))
    page = site(small, 1_700_000_000 + 2 * DAY)["deck/small.html"]
    assert words(page).endswith("What is new 16 November 2023 Corrected Where?")


# --- where it will be read ----------------------------------------------------------------------

ATOM = "{http://www.w3.org/2005/Atom}"


def test_without_an_address_none_is_made_up(files: Mapping[str, str]) -> None:
    assert not {"feed.xml", "sitemap.xml"} & files.keys()
    assert not [p for p, text in files.items() if re.search(r'rel="(canonical|alternate)"', text)]


def test_a_link_elsewhere_shows_the_logo_if_that_is_of_pixels(small: Workspace) -> None:
    collection = small.decks / "collection.yaml"
    collection.write_text(f"{collection.read_text()}theme: {{logo: own.png}}\n")
    (small.decks / "own.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    files = site(small, base_url="https://e.example/")
    (address,) = re.findall(r'"og:image" content="https://e.example/([^"]+)"', files["index.html"])
    assert (small.out / address).read_bytes().startswith(b"\x89PNG")


def test_an_address_is_told_to_search_engines_and_readers(small: Workspace) -> None:
    files = site(small, base_url="https://e.example/history/")
    page = files["fact/small/place.html"]
    assert '<link rel="canonical" href="https://e.example/history/fact/small/place.html">' in page
    assert '<meta property="og:title" content="Where?">' in page
    assert '<link rel="canonical" href="https://e.example/history/">' in files["index.html"]
    urls = [url.text or "" for url in ElementTree.fromstring(files["sitemap.xml"]).iter()]  # noqa: S314
    paths = [
        u.removeprefix("https://e.example/history/") or "index.html" for u in urls if u.strip()
    ]
    assert sorted(paths) == sorted(p for p in files if p.endswith(".html") and "web/" not in p)
    feed = ElementTree.fromstring(files["feed.xml"])  # noqa: S314
    assert feed.findtext(f"{ATOM}updated") == "2023-11-14T22:13:20Z"
    assert [e.findtext(f"{ATOM}title") for e in feed.iter(f"{ATOM}entry")] == ["14 November 2023"]
    assert "https://e.example/history/fact/small/place.html" in files["feed.xml"]


def test_the_collection_may_say_where_it_will_be_read(small: Workspace) -> None:
    head = small.decks / "collection.yaml"
    head.write_text(head.read_text() + "base_url: https://e.example\n")
    assert 'href="https://e.example/deck/small.html"' in site(small)["deck/small.html"]


# --- what is kept for when there is no network --------------------------------------------------


def test_another_build_has_another_name(small: Workspace) -> None:
    first = site(small)["service-worker.js"]
    assert site(small, 1_800_000_000)["service-worker.js"] == first
    path = small.decks / "small.yaml"
    path.write_text(path.read_text().replace("Geneva\n", "Bern\n"))
    second = site(small, 1_800_000_000)["service-worker.js"]
    version = re.compile("}([0-9a-f]{16})`")
    assert version.findall(first) != version.findall(second)
    (paths,) = re.findall(r"'\[(.*)\]'", second)
    listed = re.findall(r'"([^"]+)"', paths)
    assert {"./", "index.html", "web/small.html", "site/index.js"} <= set(listed)
    assert all((small.out / path).exists() for path in listed)


def test_two_authors_with_one_short_name_have_two_pages(small: Workspace) -> None:
    more = "\n- {claim: So it was, id: so, by: Jon Doe Jr}\n"
    small.deck(FACTS + more)
    project = opened(small.decks, 1).project
    rows = build._contents_of_site(project, Ledger(), Settings(small.decks, small.out, 1)).rows
    contents = Contents(project.collection, rows, project.propositions, Ledger())
    assert list(contents.authors.values()) == ["smith-2020", "jon-doe-jr", "jon-doe-jr-2"]


def test_every_page_is_made_again_after_a_change_of_its_template(small: Workspace) -> None:
    site(small)
    own = small.folder / "templates" / "site"
    own.mkdir(parents=True)
    (own / "icon.svg").write_text(DOT)
    assert site(small)["site/icon.svg"] == DOT
