"""Documents of pages: Word files to edit, PDF files to print."""
