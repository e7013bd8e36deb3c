"""What Anki takes in: a ``package``, and a text file (``tsv``) that keeps what is the learner's."""
