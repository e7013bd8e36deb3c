"""``quizgen`` and ``python -m quizgen``: the command line, which Ctrl-C ends in one line."""

import atexit
import os
import sys
import threading

from quizgen import interrupts


def main() -> None:
    """Run the command line. It is imported here, after Ctrl-C is being watched for."""
    _open_streams()
    interrupts.watch()
    from quizgen.cli import main as run

    try:
        run()
    except SystemExit as end:
        _leave(end.code)
        raise
    _leave(0)


def _open_streams() -> None:
    """Put the null device where a standard stream is closed, as under some schedulers.

    Else Python has no such stream, and the next file that is opened would take its number.
    """
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            null = os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
            if null != number:
                os.dup2(null, number)
                os.close(null)
            setattr(sys, name, open(number, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


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
