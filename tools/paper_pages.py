"""``python -m tools.paper_pages``: the pictures in ``docs/papers.md``, of the paper told there.

It needs the extra ``pdf``, and pdftoppm of Poppler.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PICTURES = {"A-worksheet.pdf": "paper", "A-key.pdf": "paper-key"}
DOTS = 60
"""Pixels in an inch."""


def main() -> None:
    """Make the paper in a folder of its own, and a picture of the first page of each document."""
    page = (ROOT / "docs" / "papers.md").read_text(encoding="utf-8")
    (blueprint,) = re.findall(r"```yaml\n# history.yaml\n(.*?)```", page, re.DOTALL)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "history.yaml").write_text(blueprint, encoding="utf-8")
        flags = ("--decks", ROOT / "decks", "--out", folder, "--forms", "1", "--to", "pdf")
        run("quizgen", "quiz", "--blueprint", "history.yaml", *flags, folder=folder)
        for document, picture in PICTURES.items():
            path = folder / "quiz" / "history-test" / document
            first = ("-png", "-gray", "-r", DOTS, "-l", "1", "-singlefile")
            run("pdftoppm", *first, path, ROOT / "docs" / picture, folder=folder)


def run(*words: object, folder: Path) -> None:
    """Run a program in a folder; raise if it fails."""
    subprocess.run([*map(str, words)], check=True, cwd=folder)  # noqa: S603 - words of ours


if __name__ == "__main__":
    main()
