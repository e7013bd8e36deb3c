"""What quizgen costs, and how fair its items are, in figures."""
