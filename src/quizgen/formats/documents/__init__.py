"""Documents of pages: Word files to edit (``docx``), PDF files to print (``pdf``).

A Word document is written as ``word`` has it, with ``items`` as they are asked and their ``keys``.
A ``booklet`` has the pages of a PDF in the order in which a folded stack is read; in one, formulas
are a ``drawing`` each. ``fonts`` knows which characters can be printed, ``glyphs`` names those
that cannot.
"""
