"""A record behaves as the frozen dataclass of Python that type checkers take it for."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from quizgen import records
from quizgen.model import Value


def declared(dataclass: Callable[..., Any]) -> tuple[type[Any], type[Any]]:
    """Return a class with every sort of field, and one that inherits from it."""

    @dataclass(frozen=True, slots=True)
    class Base:
        text: str
        place: int = dataclasses.field(default=0, repr=False, compare=False)
        parts: list[int] = dataclasses.field(default_factory=list)

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Derived(Base):
        size: int = 1

        def __post_init__(self) -> None:
            if self.size < 0:
                raise ValueError("too small")

    return Base, Derived


BOTH = (declared(records.dataclass), declared(dataclasses.dataclass))


def outcome(make: Callable[[], Any]) -> str:
    try:
        return str(make())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize(
    "make",
    [
        lambda base, derived: base("a"),
        lambda base, derived: base("a", 2, [3]),
        lambda base, derived: base(),
        lambda base, derived: base("a", other=1),
        lambda base, derived: derived("a", size=2),
        lambda base, derived: derived("a", size=-2),
        lambda base, derived: derived("a", 0, [], 2),
        lambda base, derived: dataclasses.replace(base("a", 2), text="b").place,
        lambda base, derived: [f.name for f in dataclasses.fields(derived)],
        lambda base, derived: derived.__match_args__,
        lambda base, derived: (base("a", 1) == base("a", 2), base("a") == base("b")),
        lambda base, derived: base("a") == derived("a"),
        lambda base, derived: hash(base("a", 1, ())) == hash(base("a", 2, ())),
        lambda base, derived: hasattr(base("a"), "__dict__"),
        lambda base, derived: setattr(base("a"), "text", "b"),
        lambda base, derived: base("a").parts is base("a").parts,
    ],
)
def test_a_record_does_as_a_dataclass_does(make: Callable[[type[Any], type[Any]], Any]) -> None:
    ours, theirs = (outcome(lambda pair=pair: make(*pair)) for pair in BOTH)  # type: ignore[misc]
    assert ours == theirs


def test_a_record_is_copied_and_pickled() -> None:
    record = Value("Geneva", "city", closed=True)
    again = pickle.loads(pickle.dumps(record))  # noqa: S301 - ours
    assert [copy.copy(record), again] == [record, record]
