"""The versions that are installed of all that quizgen needs, its extras and its tests included.

``make constraints`` writes them into ``constraints.txt``, by name and version alone, when the
expected outputs were renewed: whoever installs with them gets the same bytes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]


def direct() -> Iterator[Requirement]:
    """Yield what ``pyproject.toml`` asks for: to run, for extras, to develop and to build."""
    loaded = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = loaded["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    lines = (*project["dependencies"], *extras, *loaded["dependency-groups"]["dev"])
    yield from map(Requirement, (*lines, *loaded["build-system"]["requires"]))


def constraints() -> str:
    """Return a line for each library that is needed, and for each that one of them needs."""
    versions: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    to_do = list(direct())
    while to_do:
        needed = to_do.pop()
        name = canonicalize_name(needed.name)
        if (name, frozenset(needed.extras)) in seen:
            continue
        seen.add((name, frozenset(needed.extras)))
        versions[name] = metadata.version(name)
        to_do += _needs(name, needed.extras)
    return "".join(f"{name}=={version}\n" for name, version in sorted(versions.items()))


def _needs(name: str, extras: set[str]) -> Iterator[Requirement]:
    """Yield what an installed library needs here, with these extras of it."""
    for line in metadata.requires(name) or ():
        needed = Requirement(line)
        marker = needed.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras or {""}):
            yield needed


if __name__ == "__main__":
    (ROOT / "constraints.txt").write_text(constraints(), encoding="utf-8")
