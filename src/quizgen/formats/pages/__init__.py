"""HTML pages to print and to read: papers, keys, study pages, puzzles, the start page."""
