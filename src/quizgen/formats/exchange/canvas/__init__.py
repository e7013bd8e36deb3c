"""QTI 1.2 as Canvas reads it: ``items`` of an assessment, and the ``package`` around them."""
