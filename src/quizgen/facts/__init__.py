"""The kinds of fact: one module each, and one row here. A fact's first key names its kind.

``common`` has what all facts share, ``parts`` what they are made of, ``values`` the types of values
and ``description`` how keys say what they mean. ``deck`` is what holds facts; in one of
rows, a fact is a ``row``, and a ``column`` says what it asks; a ``translation`` holds its texts in
another language. ``lms_item`` is what a learning platform had of a fact; ``note_type`` is the
file of a note type of a curator's own, ``theme`` the keys of how all that is made looks.
"""

from collections.abc import Mapping
from types import MappingProxyType

from quizgen.facts.claim import Claim
from quizgen.facts.common import Context, Fact
from quizgen.facts.deck import Collection, Deck
from quizgen.facts.event import Event
from quizgen.facts.excerpt import SourceWork
from quizgen.facts.list import Listing
from quizgen.facts.number import Quantity
from quizgen.facts.parts import Passage
from quizgen.facts.person import Person
from quizgen.facts.question import Question
from quizgen.facts.quote import Quote
from quizgen.facts.statement import Sentence
from quizgen.facts.table import Table
from quizgen.facts.term import Term
from quizgen.model import Kind

KINDS: Mapping[Kind, type[Fact]] = MappingProxyType(
    {
        Kind.QUESTION: Question,
        Kind.TERM: Term,
        Kind.PERSON: Person,
        Kind.EVENT: Event,
        Kind.NUMBER: Quantity,
        Kind.LIST: Listing,
        Kind.STATEMENT: Sentence,
        Kind.CLAIM: Claim,
        Kind.QUOTE: Quote,
        Kind.TABLE: Table,
        Kind.EXCERPT: SourceWork,
    }
)

__all__ = ["KINDS", "Collection", "Context", "Deck", "Fact", "Passage"]
