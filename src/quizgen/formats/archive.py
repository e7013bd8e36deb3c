"""Zip archives with fixed dates, so that equal contents are equal files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_DATE = (1980, 1, 1, 0, 0, 0)
_MODE = 0o644 << 16


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return an archive of files by name, in the order given, deflated."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _MODE
            target.writestr(entry, data, compresslevel=9)
    return archive.getvalue()


def with_fixed_dates(archive: bytes) -> bytes:
    """Return an archive that a library wrote, with the dates of its entries fixed."""
    with zipfile.ZipFile(io.BytesIO(archive)) as source:
        return zipped((name, source.read(name)) for name in source.namelist())
