"""Checks: one module each, with its codes, their reasons and examples; and one table of them all.

``table`` is the table. ``row`` says what stands in it, ``stages`` has the codes of what other steps
report. ``allowances``, ``selection``, ``explanation`` and ``reports`` serve every code alike.
"""
