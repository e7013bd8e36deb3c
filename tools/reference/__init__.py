"""Pages of ``docs/`` that are made from the code: one module a page, each with ``page()``.

``make reference`` renews them; tests hold them against the code.
"""
