"""Writes every drawing: ``python -m tools.pictures``, or ``make pictures``."""

from __future__ import annotations

from pathlib import Path

from tools.pictures import files


def main() -> None:
    """Write the drawings, and take away those that are drawn no more."""
    drawings = files()
    for folder in {path.parent for path in drawings}:
        folder.mkdir(parents=True, exist_ok=True)
        for old in set(folder.glob("*.svg")) - set(drawings):
            old.unlink()
    for path, text in drawings.items():
        Path(path).write_text(text, encoding="utf-8")
    print(f"{len(drawings)} drawings, {sum(map(len, drawings.values())):,} bytes")


if __name__ == "__main__":
    main()
