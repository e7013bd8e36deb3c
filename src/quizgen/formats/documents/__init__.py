"""Documents of pages: Word files to edit (``docx``), PDF files to print (``pdf``).

A ``booklet`` has the pages of one in the order in which a folded stack is read.
``manuscript`` and ``runs`` write a Word document, with formulas as ``omml``
and drawings with a ``raster`` of each beside them. In a PDF, formulas are
a ``drawing`` each; ``fonts`` knows which characters can be printed, ``glyphs`` names those that
cannot.
"""
