"""Messages in Protocol Buffers' wire format, as far as Anki's packages have them.

https://protobuf.dev/programming-guides/encoding/
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

from quizgen.release.containers import PackageError

Message = Mapping[int, int | bytes]
"""The value of each field by its number, the last where there are several."""


def message(data: bytes) -> Message:
    """Return the fields of a message.

    Raises:
        PackageError: where it is none.

    """
    fields: dict[int, int | bytes] = {}
    at = 0
    try:
        while at < len(data):
            tag, at = _varint(data, at)
            fields[tag >> 3], at = _value(data, at, tag & 7)
    except (IndexError, struct.error) as error:
        raise PackageError("a message in it is cut off") from error
    return fields


def entries(data: bytes) -> tuple[bytes, ...]:
    """Return the messages that stand in field 1 of a message, however many.

    Raises:
        PackageError: where it is none.

    """
    listed: list[bytes] = []
    at = 0
    try:
        while at < len(data):
            tag, at = _varint(data, at)
            value, at = _value(data, at, tag & 7)
            if tag >> 3 == 1 and isinstance(value, bytes):
                listed.append(value)
    except (IndexError, struct.error) as error:
        raise PackageError("a message in it is cut off") from error
    return tuple(listed)


def number(fields: Message, key: int, default: int = 0) -> int:
    """Return the number in a field; where there is none, ``default``."""
    value = fields.get(key, default)
    return value if isinstance(value, int) else default


def text(fields: Message, key: int) -> str:
    """Return the text in a field, nothing where there is none."""
    value = fields.get(key, b"")
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""


def _value(data: bytes, at: int, kind: int) -> tuple[int | bytes, int]:
    match kind:
        case 0:
            return _varint(data, at)
        case 1:
            return struct.unpack_from("<q", data, at)[0], at + 8
        case 2:
            size, at = _varint(data, at)
            if at + size > len(data):
                raise IndexError(size)
            return data[at : at + size], at + size
        case 5:
            return struct.unpack_from("<i", data, at)[0], at + 4
        case _:
            raise PackageError(f"a message in it has a field of the sort {kind}")


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of seven bits a byte, the lowest first, with its sign."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if not byte & 128:
            break
        if shift > 63:
            raise PackageError("a number in a message is too long")
    value &= 2**64 - 1
    return value - 2**64 if value >> 63 else value, at
