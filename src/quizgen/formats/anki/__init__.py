"""What Anki takes in: a package, and a text file that keeps what is the learner's."""
