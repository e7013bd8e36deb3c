"""Checks: one module each, with its codes, their reasons and examples; and one table of them all.

``table`` is the table. Checks of facts, cards, items and forms stand in a folder each;
``distractors``, ``evidence`` and ``templates`` look at what is in none of these. ``row`` says what
stands in the table, ``stages`` has the codes of what other steps report. ``allowances``,
``selection``, ``explanation`` and ``reports`` serve every code alike.
"""
