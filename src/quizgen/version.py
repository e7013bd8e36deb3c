"""The version of quizgen, by semantic versioning of what ``import quizgen`` offers."""

__version__ = "0.1.0"
