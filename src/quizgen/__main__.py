"""``quizgen`` and ``python -m quizgen``: the command line, which Ctrl-C ends in one line."""

import atexit
import os
import sys
import threading

from quizgen import interrupts


def main() -> None:
    """Run the command line. It is imported here, after Ctrl-C is being watched for."""
    interrupts.watch()
    from quizgen.cli import main as run

    try:
        run()
    except SystemExit as end:
        _leave(end.code)
        raise
    _leave(0)


def _leave(code: object) -> None:
    """End this process at once, where it has nothing left to do.

    Python would first take apart all that was made, which was a tenth of a check.
    """
    if threading.active_count() > 1 or not (code is None or isinstance(code, int)):
        return
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads it any more, which Python has its own end for
        return
    os._exit(code or 0)


if __name__ == "__main__":
    main()
