"""What importers really do, rule by rule, and the test that holds each format to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

HERE = Path(__file__).parent
RULES: Mapping[str, str] = {
    # Moodle XML
    "an ordering without shownumcorrect stops the whole import": "moodle::an_ordering_says",
    "true and false are in small letters": "moodle::true_and_false_are",
    "fractions are of Moodle's list": "moodle::each_fraction_is",
    "weights reach 100 %": "moodle::each_item_has_its_full_mark",
    "what is written has an answer of 100 %": "moodle::what_is_written_has",
    "a choice of one answer is stored broken": "moodle::a_choice_of_one_answer",
    "a match of one pair makes no sense": "moodle::a_choice_of_one_answer",
    "idnumbers are unique and short enough": "moodle::no_idnumber_is",
    "an extra response has an empty text": "moodle::an_extra_response",
    "each question has what the importer wants": "moodle::questions_have_what",
    "each deck is a category": "moodle::each_deck_is",
    "files are embedded": "moodle::pictures_of_stems",
    # GIFT
    "a blank line ends a question": "gift::a_question_is_one_paragraph",
    "only the first braces count": "gift::only_the_first_braces",
    "square brackets are not escaped": "gift::square_brackets",
    "an arrow turns an answer into a match": "gift::no_answer_with_an_arrow",
    "a match of one pair stops the import": "gift::a_match_of_one_pair",
    "true or false has the feedback of a wrong answer first": "gift::true_or_false_tells",
    "general feedback comes after four marks": "gift::general_feedback",
    "ids and tags stand in a comment": "gift::ids_and_tags",
    "numbers have their tolerance": "gift::numbers_have",
    "a percent sign is read as a weight": "gift::a_percent_sign",
    # Canvas
    "the manifest names the assessment": "canvas::the_manifest_names",
    "every label has an identifier": "canvas::every_label",
    "every item tells its type": "canvas::every_item_tells",
    "matching has a response for each prompt": "canvas::matching_has",
    "numbers are exact, or within bounds": "canvas::numbers_have",
    "brackets name gaps": "canvas::gaps_are_named",
    # QTI
    "identifiers begin with no digit": "qti::identifiers_begin",
    "SCORE and MAXSCORE are declared": "qti::every_item_declares",
    "an item scores its maximum with its own key": "qti::an_engine_gives",
    "matching is scored by a map": "qti::matching_is_scored",
    # Aiken
    "a stem that looks like an option is left out": "texts::a_stem_that_looks",
    "the key is one of the options": "texts::aiken_is_read",
    # sheets
    "Kahoot: 120 and 75 characters, 2 to 4 answers": "sheets::what_is_too_long",
    "Kahoot: the head in row 8, times of a list, keys as numbers": "sheets::kahoot_keeps",
    "Blooket: its title row, eight columns, 300 seconds": "sheets::blooket_has",
    "Gimkit: a title row, the key first": "sheets::gimkit_has",
    "Wayground: eleven columns, Checkbox for several keys": "sheets::wayground_has",
    "no cell is a formula": "sheets::what_begins_as_a_formula",
    # the rest
    "H5P: a library drops what it does not know": "h5p::the_libraries_know",
    "Blackboard: a line for each question, with its type": "texts::blackboard_has",
    "Blackboard: 500 questions of a file": "outcome::a_file_has_no_more",
    "Quizlet: a term, a tab, a definition": "texts::quizlet_is",
    "Anki: the head names the columns, no GUID twice": "texts::the_head_of_ankis",
    "nothing is lost in silence": "outcome::the_sum_of_a_report",
}
"""Each rule, and the test of it: its module and how its name begins."""


@pytest.mark.parametrize(("rule", "test"), RULES.items(), ids=RULES)
def test_each_rule_has_its_test(rule: str, test: str) -> None:
    module, _, start = test.partition("::")
    text = (HERE / f"test_{module}.py").read_text(encoding="utf-8")
    assert re.search(rf"^def test_{start}", text, re.MULTILINE), rule
