"""Tests that a page draws in Chromium, beside papers that are assembled of the same bank.

Both are held against the checks of papers; where keys stand, what a guesser scores and which kinds
and topics are asked is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.browser import chromium
from benchmarks.guesser import scores
from quizgen import banks
from quizgen.assembly import Assembler, Pool
from quizgen.checks.table import check_form
from quizgen.facts import Deck
from quizgen.formats.web.page import of_deck
from quizgen.model import Blueprint, Choice, Edition, Form, Item, Section, Wanted
from quizgen.project import Project, load

ROOT = Path(__file__).parents[1]
SEEDS = 1_000
PAPERS = 48
"""Papers of each deck that are assembled."""
ITEMS = 12
FAIR = ("fact-twice", "answer-given-away", "uneven-keys")
DRAW = f"""(seeds) => Promise.all([...Array(seeds).keys()].map((seed) =>
  drawn(seed, {ITEMS}, typesThere()).then((items) => items.map((item) => [item.id,
    (item.interaction.options || []).findIndex((option) => option.correct)]))))"""


def drawn(folder: Path) -> Iterator[str]:
    """Yield how fair the tests are that the pages of the shipped decks draw, and papers of them."""
    project, _ = load(ROOT / "decks")
    tests: list[Form] = []
    papers: list[Form] = []
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        for deck in project.collection.decks:
            of = list(tests_of(browser, project, deck, folder / "page.html", SEEDS))
            tests += of
            papers += map(_paper, of[:PAPERS], [Pool(banks.bank(project, deck).items)] * PAPERS)
        browser.close()
    decks = len(project.collection.decks)
    for what, forms in ((f"{SEEDS:,} tests drawn", tests), (f"{PAPERS} papers assembled", papers)):
        yield f"\n{what} of each of {decks} decks"
        yield from map("  {}".format, _figures(forms))


def tests_of(
    browser: Browser, project: Project, deck: Deck, path: Path, seeds: int
) -> Iterator[Form]:
    """Yield the tests that a deck's page draws by the first seeds."""
    bank = banks.bank(project, deck)
    by_id = {item.id: item for item in bank.items}
    path.write_bytes(
        of_deck(bank, project.notes[deck.id], Edition(), project.collection.language_of(deck))
    )
    page = browser.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("html.ready")
    for seed, draw in enumerate(page.evaluate(DRAW, seeds)):
        items = tuple(with_key_at(by_id[id_], place) for id_, place in draw)
        yield Form("", "A", (Section("all", items),), blueprint=deck.id, seed=seed)
    page.close()


def with_key_at(item: Item, place: int) -> Item:
    """Return an item whose one key stands where the browser put it."""
    if not isinstance(item.interaction, Choice) or len(item.interaction.keys) != 1:
        return item
    options = [option for option in item.interaction.options if not option.correct]
    options.insert(place, item.interaction.options[item.interaction.keys[0]])
    return replace(item, interaction=replace(item.interaction, options=tuple(options)))


def _paper(test: Form, pool: Pool) -> Form:
    """Return a paper with as many items of each type as a test has, as far as there are."""
    sections = tuple(Wanted(*pair) for pair in Counter(i.type for i in test.items).items())
    return Assembler(Blueprint("paper", "", sections, test.seed), pool, scant=True).form(0)


def unfair(form: Form) -> Sequence[str]:
    """Return what the checks of papers find in a form."""
    return [str(d) for d in check_form(form) if d.code.name in FAIR]


def _figures(forms: Sequence[Form]) -> Iterator[str]:
    flawed = [form for form in forms if unfair(form)]
    items = [item for form in forms for item in form.items]
    yield f"{len(flawed)} of {len(forms):,} with {', '.join(FAIR)}; {len(items):,} items"
    yield f"keys of four options at A, B, C, D: {_shares(_places(items))}"
    best = max(scores(items), key=lambda score: score.gain)
    yield f"best strategy of a guesser: {best.strategy}, {best.gain:+.1f} points over chance"
    yield f"kinds: {_shares(Counter(item.type for item in items))}"
    yield f"levels: {_shares(Counter(item.level.name for item in items))}"
    facts = Counter(fact for item in items for fact in item.facts)
    yield f"facts asked: {len(facts)}; the most often asked {_peak(facts):.1f} times the mean"


def _places(items: Sequence[Item]) -> Mapping[str, int]:
    keyed = (i.interaction for i in items if isinstance(i.interaction, Choice))
    places = Counter(c.keys[0] for c in keyed if len(c.keys) == 1 and len(c.options) == 4)
    return {"ABCD"[place]: places[place] for place in range(4)}


def _shares(counts: Mapping[str, int]) -> str:
    whole = sum(counts.values())
    return ", ".join(f"{name} {count / whole:.1%}" for name, count in counts.items())


def _peak(counts: Counter[str]) -> float:
    return max(counts.values()) * len(counts) / sum(counts.values())
