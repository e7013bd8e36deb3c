"""Whether the terms that a fact rests on stand together at the place it names in its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from quizgen.checks.row import EVIDENCE, Evidence, Rule
from quizgen.diagnostics import (
    Code,
    Diagnostic,
    Facts,
    Family,
    Position,
    Severity,
    Vocabulary,
    suggestion,
)
from quizgen.facts import Collection, Deck, Fact, Passage
from quizgen.records import dataclass
from quizgen.sources import Paragraph, Place, SourceText, place

PROVED = "a fact is what a source says at a place that anybody can look up"
TEXT = """\
First Man

The landing

The lunar module Eagle landed in the Sea of Tranquility on 20 July 1969, with Armstrong and Aldrin.

The splashdown

The command module Columbia came down in the Pacific on 24 July, and the carrier Hornet took it up.
"""


def _landing(cited: str, key: str = "hansen-2005") -> Facts:
    """Return the example of a fact that cites the text so, which lies under a key."""
    fact = f"- {{question: Who?, id: who, answer: Armstrong, source: hansen-2005{cited}}}\n"
    references = "references:\n- {id: hansen-2005, type: book, title: First Man}\n"
    files = {"decks/sources.yaml": references, f"texts/{key}.txt": TEXT}
    return Facts(fact, files=files, command="check --sources texts")


GOOD = _landing(", at: The landing, evidence: [Armstrong, Eagle]")

NO_TEXT = Code(
    name="no-text",
    severity=Severity.WARNING,
    family=Family.EVIDENCE,
    says="The folder of texts has none of a source that is cited.",
    why="What cites it cannot be proved. A text is called `<citation key>.txt`. A source of the "
    "type `map` or `dataset` needs none.",
    source=PROVED,
    bad=_landing(", at: The landing, evidence: [Armstrong, Eagle]", key="hansen"),
    good=GOOD,
)
NO_EVIDENCE = Code(
    name="no-evidence",
    severity=Severity.WARNING,
    family=Family.EVIDENCE,
    says="A citation has no `evidence`: terms that stand together where the source says so.",
    why="Nothing ties the fact to the source but the word of its curator.",
    source=PROVED,
    bad=_landing(", at: The landing"),
    good=GOOD,
)
TERM_MISSING = Code(
    name="term-missing",
    severity=Severity.ERROR,
    family=Family.EVIDENCE,
    says="A term of the evidence is nowhere in the source's text.",
    why="The fact is of another source, or the source spells it otherwise.",
    source=PROVED,
    bad=_landing(", at: The landing, evidence: [Amstrong, Eagle]"),
    good=GOOD,
)
TERMS_APART = Code(
    name="terms-apart",
    severity=Severity.ERROR,
    family=Family.EVIDENCE,
    says="The terms of the evidence are in the source's text, but in no passage together.",
    why="Each of them may belong to another matter.",
    source=PROVED,
    bad=_landing(", evidence: [Eagle, Hornet]"),
    good=GOOD,
)
NO_PLACE = Code(
    name="no-place",
    severity=Severity.ERROR,
    family=Family.EVIDENCE,
    says="The source's text has no heading of the name that `at` gives.",
    why="Learners are sent to a place that is not there.",
    source=PROVED,
    bad=_landing(", at: The lending, evidence: [Armstrong, Eagle]"),
    good=GOOD,
)
WRONG_PLACE = Code(
    name="wrong-place",
    severity=Severity.ERROR,
    family=Family.EVIDENCE,
    says="The terms stand together in the source's text, but not at the place that `at` names.",
    why="Learners are sent to a place that says nothing of it.",
    source=PROVED,
    bad=_landing(", at: The splashdown, evidence: [Armstrong, Eagle]"),
    good=GOOD,
)

NO_PAGES = Code(
    name="no-pages",
    severity=Severity.WARNING,
    family=Family.EVIDENCE,
    says="`at` names a page, and nothing says where the pages of the source's text begin.",
    why="Whether the terms stand on that page is not looked at. `custom: {page-break: …}` of the "
    "source says what stands at the head of each page in its text.",
    source=PROVED,
    bad=_landing(", at: p. 3, evidence: [Armstrong, Eagle]"),
    good=GOOD,
)

Found = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation: the fact's passage, where it is written down, and the text it cites."""

    passage: Passage
    position: Position
    terms: Position
    at: Position


def problems(evidence: Evidence) -> Iterator[Diagnostic]:
    """Yield what the sources do not bear out."""
    headings = cited_headings(evidence.collection)
    references = evidence.collection.references

    @cache
    def words(key: str) -> Vocabulary:
        paragraphs = evidence.texts[key].paragraphs
        return Vocabulary(sorted({word for p in paragraphs for word in p.words.split()}))

    for cited in citations(evidence.collection):
        text = evidence.texts.get(cited.passage.source)
        if text is None:
            if not references[cited.passage.source].is_text:
                continue
            message = f"there is no text of '{cited.passage.source}' to check it against"
            yield Diagnostic(cited.position, NO_TEXT, message)
        elif not cited.passage.evidence:
            message = f"nothing shows where '{text.key}' says so"
            yield Diagnostic(cited.position, NO_EVIDENCE, message, "give it 'evidence'")
        else:
            yield from _prove(cited, text, headings.get(text.key, set()), words)


def borne_out(collection: Collection, texts: Mapping[str, SourceText]) -> dict[str, set[Paragraph]]:
    """Return the paragraphs that facts cite, by source."""
    headings = cited_headings(collection)
    by_source: dict[str, set[Paragraph]] = {key: set() for key in texts}
    for cited in citations(collection):
        text = texts.get(cited.passage.source)
        if text and cited.passage.evidence:
            every = list(text.passages(cited.passage.evidence))
            own_headings = headings.get(text.key, set())
            here = [p for p in every if _stands_at(p, cited.passage, text, own_headings)]
            by_source[text.key].update(paragraph for p in here for paragraph in p)
    return by_source


def citations(collection: Collection) -> Iterator[Cited]:
    """Yield every citation of every fact."""
    for deck in collection.decks:
        for fact in deck.facts:
            yield from _citations(deck, fact)


def _citations(deck: Deck, fact: Fact) -> Iterator[Cited]:
    passages = deck.every_passage(fact)
    own = len(deck.passages(fact)) - len(fact.also)
    for index, passage in enumerate(passages):
        is_further = own <= index < own + len(fact.also)
        loc: tuple[str | int, ...] = ("also", index - own) if is_further else ()
        yield Cited(
            passage,
            fact.locate(*loc),
            fact.locate(*loc, "evidence"),
            fact.locate(*loc, "at"),
        )


def cited_headings(collection: Collection) -> dict[str, set[str]]:
    """Return the headings that any fact cites, by source: where one ends, the next begins."""
    by_source: dict[str, set[str]] = {}
    for cited in citations(collection):
        if cited.passage.at:
            by_source.setdefault(cited.passage.source, set()).add(place(cited.passage.at).heading)
    return {key: names - {""} for key, names in by_source.items()}


def _prove(
    cited: Cited, text: SourceText, headings: set[str], words: Callable[[str], Vocabulary]
) -> Iterator[Diagnostic]:
    terms = cited.passage.evidence
    missing = [term for term in terms if text.lacks(term)]
    for term in missing:
        near = suggestion(term.lower(), words(text.key))
        yield Diagnostic(cited.terms, TERM_MISSING, f"'{term}' is not in '{text.key}'", near)
    if missing:
        return
    passages = list(text.passages(terms))
    if not passages:
        message = f"these terms never stand in one passage of '{text.key}'"
        hint = "; ".join(f"'{term}' on lines {_lines(text, term)}" for term in terms)
        yield Diagnostic(cited.terms, TERMS_APART, message, hint)
    elif cited.passage.at:
        yield from _locate(cited, text, passages, headings)
        yield from _paged(cited, text)


def _locate(
    cited: Cited, text: SourceText, passages: Sequence[Found], headings: set[str]
) -> Iterator[Diagnostic]:
    assert cited.passage.at  # noqa: S101 - _prove() has looked
    named = place(cited.passage.at)
    if named.heading and text.heading(named.heading) is None:
        shorts = [p.words for p in text.paragraphs if not p.is_prose]
        message = f"there is no heading '{cited.passage.at}' in '{text.key}'"
        yield Diagnostic(cited.at, NO_PLACE, message, suggestion(named.heading, shorts))
    elif not any(_stands_at(passage, cited.passage, text, headings) for passage in passages):
        message = f"these terms do not stand together at '{cited.passage.at}' of '{text.key}'"
        yield Diagnostic(cited.at, WRONG_PLACE, message, f"they do {_where(passages)}")


def _paged(cited: Cited, text: SourceText) -> Iterator[Diagnostic]:
    """Yield a page that cannot be looked up: the text does not say where its pages begin."""
    named = place(cited.passage.at or "")
    if named.page is not None and all(p.page is None for p in text.paragraphs):
        message = (
            f"'{text.key}' does not say where its pages begin: '{cited.passage.at}' is unproved"
        )
        hint = "give the source 'custom: {page-break: …}', or name a heading or 'para. 5'"
        yield Diagnostic(cited.at, NO_PAGES, message, hint)


def _stands_at(paragraphs: Found, passage: Passage, text: SourceText, headings: set[str]) -> bool:
    if not passage.at:
        return True
    named = place(passage.at)
    return (
        (
            named.page is None
            or named.page in {p.page for p in paragraphs}
            or paragraphs[0].page is None
        )
        and (named.paragraph is None or named.paragraph in {p.number for p in paragraphs})
        and (not named.heading or _in_section(paragraphs, named, text, headings))
    )


def _in_section(paragraphs: Found, named: Place, text: SourceText, headings: set[str]) -> bool:
    head = text.heading(named.heading)
    if head is None:
        return False
    others = [text.heading(name) for name in headings]
    later = [p.number for p in others if p and p.number > head.number]
    end = min(later, default=len(text.paragraphs))
    return any(head.number <= paragraph.number < end for paragraph in paragraphs)


def _where(passages: Iterable[Found]) -> str:
    places = []
    for first, *_ in passages:
        page = f"p. {first.page}, " if first.page is not None else ""
        places.append(f"on line {first.line} ({page}para. {first.number})")
    return " and ".join(places[:3])


def _lines(text: SourceText, term: str) -> str:
    numbers = [p[0].line for p in text.passages([term])]
    return ", ".join(map(str, numbers[:3])) + (" …" if len(numbers) > 3 else "")


RULE = Rule(
    (NO_TEXT, NO_EVIDENCE, TERM_MISSING, TERMS_APART, NO_PLACE, WRONG_PLACE, NO_PAGES),
    EVIDENCE,
    problems,
    compares=True,
)
