"""A Word document, through python-docx; nothing here knows what an item is.

A ``manuscript`` is written from top to bottom, in the ``styles`` that it is set up with. ``runs``
are the texts of a paragraph with their marks, formulas as ``omml``; ``inline`` puts them into it.
``pictures`` stand there as a ``raster`` with the drawing that it was made of. ``elements`` puts
what python-docx has no words for where Word expects it.
"""
