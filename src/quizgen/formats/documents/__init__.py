"""Documents of pages: Word files to edit (``docx``), PDF files to print (``pdf``).

``manuscript`` and ``runs`` write a Word document, ``formula`` sets math where no browser does.
"""
