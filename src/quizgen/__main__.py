"""``quizgen`` and ``python -m quizgen``: the command line, which Ctrl-C ends in one line."""

from quizgen import interrupts


def main() -> None:
    """Run the command line. It is imported here, after Ctrl-C is being watched for."""
    interrupts.watch()
    from quizgen.cli import main as run

    run()


if __name__ == "__main__":
    main()
