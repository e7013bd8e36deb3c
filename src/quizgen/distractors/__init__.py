"""Wrong answers that are certainly wrong, and near enough to be worth choosing.

``bank`` indexes all that a collection asserts, ``search`` finds candidates in it, ``proof`` tells
whether one is certainly wrong, and ``cues`` takes the set that gives the key away least. Dates and
numbers are ``computed``. Of what belongs to a group and what does not (``groups``), ``authors`` and
``decades`` are two sorts. ``lookups`` notes what the items of a deck have taken from other decks,
and ``changes`` tells which of that may be another now.
"""
