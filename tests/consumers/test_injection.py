r"""Nothing from a deck runs, loads or means anything, in Anki or on any page.

Each text is read as it was written, whatever another syntax would take it for.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.sound import TTSTag
from playwright.sync_api import Browser, Page

from quizgen import build
from quizgen.build import Settings
from quizgen.formats.anki import tsv
from quizgen.formats.data import json as data_format
from quizgen.formats.documents import docx
from quizgen.formats.documents.pdf import pdf
from quizgen.formats.pages import FORM_PAGES
from quizgen.language import Language
from quizgen.model import Edition, Form, Item, Section
from quizgen.project import load
from tests import injection
from tests.conftest import ROOT, needs
from tests.learner import Learner

NOT_ON_CARDS = re.compile(
    r"distractors|accept|^(collection|deck|source)\.|^statement\.|^claim\.claim"
    r"|^list\.(ask|hint)\.reverse|^question\.item\.|^excerpt\.(ask|hint\.reverse|questions\.levels)"
)
"""Places of texts that no card shows as they are; pages and keys show most of them."""
NOT_ON_PAGES = re.compile(
    r"^statement\.(ask|statement|distractors|hint\.reverse)|^claim\.claim|^source\.short"
    r"|^(list|table)\.(distractors|ask|hint)\.reverse|^table.distractors|\.accept$"
    r"|^source\.author\.literal|^question\.item\.|^excerpt\.(ask|hint\.reverse)"
)
"""Places of texts that their kind does not ask for, or that are too long for a short answer."""
LINK = re.compile(r"m-\w+\.png$|https://doi\.org/")
PAGE_LINK = re.compile(
    r"data:image/|https://doi\.org/|(\.\./)*((index|timeline)\.html"
    r"|(anki|author|deck|fact|media|print|site|source|web)/[\w./-]+(#[\w-]+)?)$"
)
OTHERS = re.compile("large-print|dyslexia-friendly")
"""Editions made by the same templates as the standard one."""
TAGS = frozenset(
    """a b br code div em hr i img input li ol script small span strong style ul""".split()
)
"""Elements of cards; of scripts, those of our own templates alone."""
RUN = """async (sides) => {
  window.pwned = [];
  window.P = () => window.pwned.push("P");
  const found = [];
  for (const side of sides) {
    document.body.innerHTML = `<div id="qa">${side}</div>`;
    for (const old of document.querySelectorAll("script")) {
      const script = document.createElement("script");
      script.textContent = old.textContent;
      old.replaceWith(script);
    }
    const all = [...document.querySelectorAll("#qa *")];
    const names = all.flatMap(e => e.getAttributeNames().filter(n => n.startsWith("on")));
    const links = all.flatMap(e => [e.getAttribute("href"), e.getAttribute("src")]).filter(x => x);
    const tags = [...new Set(all.map(e => e.localName))];
    const alts = all.map(e => e.getAttribute("alt")).filter(x => x);
    for (const code of document.querySelectorAll("script, style")) code.remove();
    found.push({names, links, tags, texts: [document.body.textContent, ...alts]});
  }
  await new Promise(done => setTimeout(done, 300));
  return {found, pwned: window.pwned};
}"""
READ = """(read) => {
  const all = [...read.querySelectorAll("*")];
  const names = all.flatMap(e => e.getAttributeNames().filter(n => n.startsWith("on")));
  const links = all.flatMap(e => [e.getAttribute("href"), e.getAttribute("src")]).filter(x => x);
  const own = ":not([src$='site/site.js'], [href$='site/style.css'], [href$='site/icon.svg'])";
  const active = ["script", "iframe", "object", "embed", "link", "base"].map(name => name + own);
  const scripts = read.querySelectorAll([...active, "meta[http-equiv]"].join()).length;
  const loading = all.filter(e => /url\\(\\s*(?!["']?data:)/.test(e.getAttribute("style"))).length;
  const alts = all.map(e => e.getAttribute("alt")).filter(x => x);
  const body = read.body.cloneNode(true);
  for (const style of body.querySelectorAll("style")) style.remove();
  const texts = [read.title, body.textContent, ...alts];
  return {names, links, scripts, loading, texts};
}"""
READ_HERE = f"() => ({READ})(document)"
READ_BESIDE = f"""async (pages) => {{
  const read = {READ};
  const found = pages.map((html) => {{
    const page = new DOMParser().parseFromString(html, "text/html");
    const looked = read(page);
    const part = document.createElement("div");
    part.hidden = true;  // it loads, and runs, but is not laid out
    part.append(...page.body.childNodes);
    document.body.append(part);
    return looked;
  }});
  await new Promise(done => setTimeout(done, 300));
  return {{found, pwned: window.pwned}};
}}"""
"""Reads pages without opening each, and lets all that is on them load, and run if it would."""
TYPESET = """async html => {
  await MathJax.startup.promise;
  document.body.innerHTML = html;
  await MathJax.typesetPromise();
  return document.querySelectorAll("mjx-container").length;
}"""


@dataclass(frozen=True)
class Built:
    """What a build makes of the collection of injections."""

    bank: injection.Bank
    decks: Path
    out: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("injection")
    (folder / "decks").mkdir()
    bank = injection.bank()
    for name, data in bank.files.items():
        (folder / "decks" / name).write_bytes(data)
    build.build(Settings(folder / "decks", folder / "out", 1_700_000_000))
    return Built(bank, folder / "decks", folder / "out")


@pytest.fixture(scope="module")
def collection(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learner]:
    made = Learner(tmp_path_factory.mktemp("anki") / "collection.anki2")
    package = str(built.out / "anki" / "evil.apkg")
    options = ImportAnkiPackageOptions(merge_notetypes=True, with_deck_configs=True)
    made.col.import_anki_package(ImportAnkiPackageRequest(package_path=package, options=options))
    yield made
    made.col.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_content("<body></body>")
    yield page
    page.close()


@pytest.fixture(scope="module")
def sides(collection: Learner) -> list[str]:
    """Both sides of each card."""
    every = [(card.question(), card.answer()) for card in collection.cards()]
    styles: set[str] = set()
    assert len(every) > 400
    return [_styled_once(side, styles) for both in every for side in both]


def _styled_once(side: str, styles: set[str]) -> str:
    """Return a side without the style sheet of its note type, if another side has it."""
    (style,) = re.findall(r"(?s)^<style>.*?</style>", side)
    known = style in styles
    styles.add(style)
    return side.removeprefix(style) if known else side


# --- Anki -------------------------------------------------------------------------------------


def test_no_card_runs_or_loads_anything_and_each_says_what_was_written(
    built: Built, sides: list[str], tab: Page
) -> None:
    requests: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    looked = tab.evaluate(RUN, sides)
    assert (looked["pwned"], requests) == ([], [])
    shown: set[int] = set()
    for side in looked["found"]:
        assert side["names"] == []
        assert set(side["tags"]) <= TAGS
        assert [link for link in side["links"] if not LINK.match(link)] == []
        for text in side["texts"]:
            assert built.bank.misread(text) == []
            shown |= built.bank.numbers(text)
    assert [place for place in built.bank.unshown(shown) if not NOT_ON_CARDS.search(place)] == []


def test_anki_reads_no_syntax_in_a_text(collection: Learner, sides: list[str]) -> None:
    tags = [t for c in collection.cards() for t in (*c.question_av_tags(), *c.answer_av_tags())]
    assert {type(tag) for tag in tags} == {TTSTag}
    assert {tag.lang for tag in tags if isinstance(tag, TTSTag)} == {"en_GB"}
    assert [side for side in sides if "[[type:" in side or "latex-" in side] == []
    assert collection.col.media.check().missing == []
    assert collection.col.fix_integrity()[1]
    assert collection.col.get_empty_cards().report == ""


def test_a_title_is_one_deck_and_one_preset(collection: Learner) -> None:
    decks = [deck.name for deck in collection.col.decks.all_names_and_ids(include_filtered=False)]
    top, *under = sorted(name for name in decks if name != "Default")
    assert len(under) == len(injection.DRESSES) + 1
    assert {name.rpartition("::")[0] for name in under} == {top}
    assert "<svg" not in "".join(decks)
    assert "<img" not in "".join(decks)
    presets = {config["name"] for config in collection.col.decks.all_config()} - {"Default"}
    assert len(presets) == len(injection.DRESSES)
    assert presets <= set(under)


def test_mathjax_finds_no_formula(sides: list[str], tab: Page) -> None:
    script = ROOT / "node_modules" / "mathjax" / "es5" / "tex-chtml.js"
    if not script.is_file():
        pytest.skip("mathjax is not installed: run npm ci")
    settings = {"displayMath": [["\\[", "\\]"]], "processEnvironments": False}
    tab.evaluate("s => { window.MathJax = {tex: s, startup: {typeset: false}}; }", settings)
    tab.add_script_tag(path=script)
    texts = [re.sub(r"(?s)<(style|script)>.*?</\1>", "", side) for side in sides]
    assert tab.evaluate(TYPESET, "".join(texts)) == 0
    assert tab.evaluate(TYPESET, r"<p>\(x\)</p>") == 1


def test_no_cell_of_a_text_file_is_a_formula_and_all_come_in_as_they_are(
    built: Built, collection: Learner
) -> None:
    path = built.out / "anki" / "evil.tsv"
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t"))
    assert [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r")] == []
    log = collection.imports_text(path)
    assert (log.new, log.updated, log.conflicting) == (0, 0, 0)
    assert log.duplicate == len(rows) - len(tsv.HEAD) > 200


# --- pages ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def forms(built: Built) -> tuple[Language, list[Form]]:
    """A paper for each deck, with all of its items."""
    project, _ = load(built.decks)
    made = []
    for deck in project.collection.decks:
        types: dict[str, list[Item]] = {}
        for item in project.items[deck.id]:
            types.setdefault(item.type, []).append(item)
        sections = tuple(Section(name, tuple(items)) for name, items in types.items())
        made.append(Form(deck.deck, "A", sections))
    return project.collection.speech, made


def test_no_page_runs_or_loads_anything_and_each_says_what_was_written(
    built: Built, forms: tuple[Language, list[Form]], browser: Browser
) -> None:
    """One page of each kind is opened in each folder; the others are read beside it."""
    language, made = forms
    for (number, form), name in itertools.product(enumerate(made), FORM_PAGES):
        path = built.out / "print" / f"d{number}-every-{name}.html"
        path.write_bytes(FORM_PAGES[name].render(form, Edition(), language))
    written = [p for p in built.out.rglob("*.html") if p.parent.name != "web"]
    pages = [path for path in sorted(written) if not OTHERS.search(path.stem)]
    assert len(pages) > 6 * len(injection.DRESSES)
    kinds: dict[tuple[Path, str], list[Path]] = {}
    for path in pages:
        kind = re.sub(r"^\w+?-", "", path.stem) if path.parent.name in ("print", "deck") else ""
        kinds.setdefault((path.parent, kind), []).append(path)
    page = browser.new_page()
    page.add_init_script("window.pwned = []; window.P = () => window.pwned.push(1);")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    shown: set[int] = set()
    for first, *others in kinds.values():
        page.goto(first.as_uri())
        opened = page.evaluate(READ_HERE)
        beside = page.evaluate(READ_BESIDE, [path.read_text(encoding="utf-8") for path in others])
        assert beside["pwned"] == [], first.name
        for path, looked in zip((first, *others), (opened, *beside["found"]), strict=True):
            active = (looked["scripts"], looked["loading"])
            assert (looked["names"], active) == ([], (0, 0)), path.name
            assert [link for link in looked["links"] if not PAGE_LINK.match(link)] == [], path.name
            for text in looked["texts"]:
                assert built.bank.misread(text) == [], path.name
                shown |= built.bank.numbers(text)
    page.close()
    assert set(requests) <= {path.as_uri() for path in built.out.rglob("*")}
    assert [place for place in built.bank.unshown(shown) if not NOT_ON_PAGES.search(place)] == []


def test_no_document_runs_or_loads_anything(
    built: Built, forms: tuple[Language, list[Form]]
) -> None:
    language, made = forms
    shown: set[int] = set()
    for form, name in itertools.product(made[:2], docx.PAGES):
        text, links = _document(docx.PAGES[name](form, Edition(), language))
        assert [link for link in links if not link.startswith("https://doi.org/")] == []
        assert built.bank.misread(text) == []
        shown |= built.bank.numbers(text)
    assert len(shown) > 150


def test_no_pdf_runs_or_loads_anything(
    built: Built, forms: tuple[Language, list[Form]], tmp_path: Path
) -> None:
    needs("pdftotext")
    language, (form, *_) = forms
    form = replace(form, sections=tuple(Section(s.type, s.items[:3]) for s in form.sections))
    path = tmp_path / "key.pdf"
    path.write_bytes(pdf(FORM_PAGES["key"].render(form, Edition(), language)))
    with pikepdf.open(path) as made:
        raw = [item for item in made.objects if isinstance(item, pikepdf.Dictionary)]
        keys = {key for item in raw for key in item}
        links = {str(item["/URI"]) for item in raw if "/URI" in item}
    assert keys & {"/JS", "/JavaScript", "/Launch", "/EmbeddedFile", "/OpenAction"} == set()
    assert [link for link in links if not link.startswith("https://doi.org/")] == []
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True)
    assert len(built.bank.numbers(done.stdout)) > 50
    assert built.bank.misread(done.stdout) == []


def test_data_is_as_it_was_written(built: Built, forms: tuple[Language, list[Form]]) -> None:
    language, made = forms
    for form in made:
        data = json.loads(data_format.form_data(form, Edition(), language))
        assert built.bank.misread(" ".join(_strings(data)), as_written=True) == []


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def _document(data: bytes) -> tuple[str, list[str]]:
    """Return the text of a Word document, and the addresses that it refers to."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314 - it is our own
        related = [archive.read(name) for name in archive.namelist() if name.endswith(".rels")]
    links = [
        relation.get("Target", "")
        for part in related
        for relation in ElementTree.fromstring(part)  # noqa: S314 - it is our own
        if relation.get("TargetMode") == "External"
    ]
    texts = ((e.text or "") if e.tag.endswith("}t") else " " for e in body.iter())
    return "".join(texts), links
