"""Frozen dataclasses that cost little to declare and to make.

Python compiles six functions for each as it is declared, which for the two hundred that a build
needs was half of the time of all imports of ours. Here ``__init__`` is compiled when the first
object is made, and fills slots by their own descriptors, in half of the time; all else is the same
function for every class. What tools and type checkers see is a dataclass as any other.
"""

from __future__ import annotations

import inspect
import operator
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    from dataclasses import dataclass as _python_dataclass

    def dataclass(*, frozen: bool, slots: bool = False, kw_only=False, order=False):
        """Return what makes a dataclass of a class; objects are equal, and sorted, by fields."""
        assert frozen, "take dataclasses.dataclass for what changes"  # noqa: S101 - of our own code

        def declared(cls: type) -> type:
            own = vars(cls)
            cls = _python_dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(
                cls
            )
            for name, function in (_methods(cls) | (_comparisons(cls) if order else {})).items():
                if name not in own:
                    setattr(cls, name, function)
            return cls

        return declared


def reader(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what reads attributes with some names as a tuple."""
    if len(names) == 1:
        return lambda value: (getattr(value, names[0]),)
    return attrgetter(*names) if names else lambda value: ()


def _methods(cls: Any) -> dict[str, Callable[..., Any]]:
    compared = reader([field.name for field in fields(cls) if field.compare])

    def init(self: Any, *args: Any, **values: Any) -> None:
        cls.__init__ = _initialiser(cls)
        cls.__init__(self, *args, **values)

    def equal(self: Any, other: Any) -> Any:
        return compared(self) == compared(other) if type(other) is type(self) else NotImplemented

    return {
        "__init__": init,
        "__eq__": equal,
        "__hash__": lambda self: hash(compared(self)),
        "__repr__": _repr,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__getstate__": _state,
        "__setstate__": _restore,
    }


def _comparisons(cls: Any) -> dict[str, Callable[..., Any]]:
    compared = reader([field.name for field in fields(cls) if field.compare])

    def comparison(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], Any]:
        return lambda self, other: (
            compare(compared(self), compared(other))
            if type(other) is type(self)
            else NotImplemented
        )

    return {f"__{name}__": comparison(getattr(operator, name)) for name in ("lt", "le", "gt", "ge")}


def _repr(self: Any) -> str:
    shown = (f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(self: Any, name: str, *_: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _state(self: Any) -> tuple[Any, ...]:
    """Return what is pickled: a slot has no dictionary that could be."""
    return _pickling(self.__class__)[0](self)


def _restore(self: Any, state: Sequence[Any]) -> None:
    _pickling(self.__class__)[1](self, state)


@cache
def _pickling(cls: Any) -> tuple[Callable[[Any], tuple[Any, ...]], Callable[[Any, Any], None]]:
    """Return what reads all fields of a class at once, and what fills all of them.

    The latter is compiled, for a loop takes twice the time, and decks that are kept are many.
    """
    names = [field.name for field in fields(cls)]
    used: dict[str, Any] = {}
    values = [f"value_{name}" for name in names]
    taken = f"[{', '.join(values)}] = state"
    put = [_put(cls, name, value, used) for name, value in zip(names, values, strict=True)]
    return reader(names), _compiled("fill", "self, state", [taken, *put], used)


def _put(cls: Any, name: str, value: str, used: dict[str, Any]) -> str:
    """Return the statement that fills a field, and note what it uses."""
    slot = getattr(cls, name, None)
    if inspect.ismemberdescriptor(slot):
        used[f"put_{name}"] = slot.__set__
        return f"put_{name}(self, {value})"
    return f"self.__dict__[{name!r}] = {value}"


def _compiled(name: str, parameters: str, statements: list[str], used: dict[str, Any]) -> Any:
    exec(f"def {name}({parameters}):\n " + "\n ".join(statements or ["pass"]), used)  # noqa: S102 - of names of fields
    return used[name]


def _initialiser(cls: Any) -> Callable[..., None]:
    """Compile ``__init__``: names of parameters and statements that fill the fields with them."""
    names: dict[str, Any] = {"MISSING": MISSING}
    statements = [_statement(cls, field, names) for field in fields(cls)]
    if hasattr(cls, "__post_init__"):
        statements.append("self.__post_init__()")
    parameters = ["self", *(_parameter(f, names) for f in fields(cls) if not f.kw_only)]
    by_name = [_parameter(f, names) for f in fields(cls) if f.kw_only]
    listed = ", ".join([*parameters, *(["*", *by_name] if by_name else [])])
    function: Callable[..., None] = _compiled("__init__", listed, statements, names)
    function.__qualname__ = f"{cls.__qualname__}.__init__"
    return function


def _parameter(field: Field[Any], names: dict[str, Any]) -> str:
    if field.default is MISSING and field.default_factory is MISSING:
        return field.name
    names[f"default_{field.name}"] = field.default
    return f"{field.name}=default_{field.name}"


def _statement(cls: Any, field: Field[Any], names: dict[str, Any]) -> str:
    value = field.name
    if field.default_factory is not MISSING:
        names[f"make_{value}"] = field.default_factory
        value = f"make_{value}() if {value} is MISSING else {value}"
    return _put(cls, field.name, value, names)
