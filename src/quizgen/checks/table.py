"""The table of checks: one row each, in the order of the reference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from quizgen.checks import allowances, distractors, evidence, templates
from quizgen.checks.cards import answer_in_question, same_question
from quizgen.checks.facts import (
    broken_math,
    doubled_text,
    empty_deck,
    empty_place,
    idle_item,
    large_media,
    long_list,
    long_text,
    markup,
    no_alt,
    no_deck,
    no_effect,
    no_source,
    same_title,
    wide_formula,
)
from quizgen.checks.forms import answer_given_away, fact_twice, grades_beyond, uneven_keys
from quizgen.checks.items import (
    absolute,
    answer_in_stem,
    catch_all,
    cues,
    mixed_options,
    not_one_key,
    option_grammar,
    overlapping_options,
    plain_negative,
    tied_order,
    unsorted_options,
)
from quizgen.checks.row import ITEMS, Material, Rule, Stage
from quizgen.checks.stages import files, keys, papers, releases, rows, translations
from quizgen.diagnostics import Code, Diagnostic, Family, in_order
from quizgen.facts import Collection
from quizgen.model import Form, Item

ROWS: tuple[Rule[Any] | Stage, ...] = (
    files.STAGE,
    keys.STAGE,
    rows.STAGE,
    translations.STAGE,
    no_deck.RULE,
    empty_deck.RULE,
    same_title.RULE,
    no_source.RULE,
    long_list.RULE,
    long_text.RULE,
    doubled_text.RULE,
    broken_math.RULE,
    wide_formula.RULE,
    markup.RULE,
    no_effect.RULE,
    empty_place.RULE,
    idle_item.RULE,
    allowances.STAGE,
    no_alt.RULE,
    large_media.RULE,
    papers.SOUNDS,
    papers.DOCUMENT,
    papers.TEMPLATES,
    papers.FONTS,
    papers.THEME,
    papers.EXPORTS,
    same_question.RULE,
    answer_in_question.RULE,
    distractors.RULE,
    not_one_key.RULE,
    overlapping_options.RULE,
    tied_order.RULE,
    option_grammar.RULE,
    answer_in_stem.RULE,
    catch_all.RULE,
    cues.RULE,
    absolute.RULE,
    plain_negative.RULE,
    mixed_options.RULE,
    unsorted_options.RULE,
    papers.BLUEPRINT,
    fact_twice.RULE,
    answer_given_away.RULE,
    uneven_keys.RULE,
    grades_beyond.RULE,
    evidence.RULE,
    templates.RULE,
    releases.STAGE,
    releases.ALLOWED,
    releases.FROZEN,
)

CODES: Mapping[str, Code] = MappingProxyType(
    {
        code.name: code
        for family in Family
        for row in ROWS
        for code in row.codes
        if code.family is family
    }
)
"""Every code by its name, family by family."""


def check(
    material: Material,
    beside: Iterable[Diagnostic] | None = None,
    allowing: Collection | None = None,
) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a collection or a form, less what the facts of ``allowing`` allow.

    ``beside`` is what :func:`check_deck` finds of each deck, and :func:`check_items` of its items,
    where both have looked already; only what compares decks is looked at here, then. ``allowing``
    is the collection with those of its decks alone that allow anything.
    """
    diagnostics: list[Diagnostic] = []
    unseen: set[str] = set()
    for row in ROWS:
        problems = row.look(material) if isinstance(row, Rule) else None
        if problems is not None:
            was_looked_at = beside is not None and isinstance(row, Rule) and not row.compares
            diagnostics += () if was_looked_at else problems
        elif isinstance(row, Rule) or row.is_allowed:
            unseen.update(code.name for code in row.codes)
    diagnostics += beside or ()
    if allowing is None:
        return in_order(diagnostics)
    diagnostics += allowances.unknown(allowing, CODES)
    seen = CODES.keys() - unseen
    return in_order(allowances.without_allowed(allowing, diagnostics, seen))


def check_deck(material: Material) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the facts and the notes of a collection of one deck, or of none.

    What a fact allows is in it, too.
    """
    rules = (row for row in ROWS if isinstance(row, Rule) and not row.compares)
    looked = (rule.look(material) for rule in rules if rule.needs is not ITEMS)
    return in_order(problem for problems in looked for problem in problems or ())


def check_items(items: Sequence[Item]) -> tuple[Diagnostic, ...]:
    """Return what is wrong with some items, each looked at alone."""
    rules = (row for row in ROWS if isinstance(row, Rule) and row.needs is ITEMS)
    return tuple(diagnostic for rule in rules for diagnostic in rule.problems(items))


def check_form(form: Form, *, repeat: bool = False) -> tuple[Diagnostic, ...]:
    """Return every flaw of a form and of its items, less what their facts allow.

    ``repeat`` allows a fact to be tested twice.
    """
    allowed = {(o.locate(), name) for item in form.items for o in item.origins for name in o.allow}
    return tuple(
        diagnostic
        for diagnostic in check(Material(form=form, items=form.items))
        if (diagnostic.position, diagnostic.code.name) not in allowed
        and not (repeat and diagnostic.code is fact_twice.FACT_TWICE)
    )
