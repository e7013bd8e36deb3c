"""The system's Chromium, in the build without windows where that is installed."""

from __future__ import annotations

import shutil

from playwright.sync_api import Browser, Playwright

PROGRAMS = ("chromium-headless-shell", "chromium")
"""The first that is installed is taken: the first one takes half of the processor's time."""


def program() -> str | None:
    """Return where the browser is, or None."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def chromium(playwright: Playwright) -> Browser:
    """Start the browser."""
    return playwright.chromium.launch(
        executable_path=program(), args=["--no-sandbox", "--disable-gpu"]
    )
