"""What a key of a file means, beside its type: for the reference, and for editors."""

from __future__ import annotations

from typing import Any

from pydantic import Field


def described(about: str, *examples: object, **limits: Any) -> Any:
    """Describe a key in a sentence, with values of it as YAML reads them: text, lists, mappings.

    ``limits`` are pydantic's own, ``ge=0`` or ``min_length=1``. Stands in ``Annotated``, whence the
    reference in ``docs/`` and a JSON Schema take it; a test reads each example.
    """
    return Field(description=about, examples=list(examples), **limits)
