"""Checks of single values; each names the field that does not fit."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from tessera.kernel.money import MOST_MINOR
from tessera.offers import errors


def check_name(name: str) -> str:
    """The name without blanks around. Raises Invalid ``promotions.field_invalid``."""
    if not (name := text("name", name, limit=60)):
        raise errors.field_invalid(field="name")
    return name


def check_days(starts_on: date, ends_on: date) -> None:
    """Raise Invalid ``promotions.days_invalid`` where the last day lies before the first."""
    if ends_on < starts_on:
        raise errors.days_invalid()


def check_whole(field: str, value: object, *, low: int, high: int = MOST_MINOR) -> int:
    """``value`` as a whole number in bounds. Raises Invalid ``promotions.field_invalid``."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise errors.field_invalid(field=field)
    return value


def whole_or_none(field: str, value: object, *, low: int, high: int = MOST_MINOR) -> int | None:
    """The same where nothing may be given as well."""
    return None if value is None else check_whole(field, value, low=low, high=high)


def known(given: Mapping[str, Any], fields: set[str]) -> dict[str, Any]:
    """What is given and not None. A name that means nothing is refused, lest a slip be lost."""
    for field in sorted(given.keys() - fields):
        raise errors.field_invalid(field=field)
    return {field: value for field, value in given.items() if value is not None}


def text(field: str, value: str, *, limit: int) -> str:
    """A text without blanks around, no longer than ``limit``."""
    value = value.strip()
    if len(value) > limit:
        raise errors.field_invalid(field=field)
    return value


def texts(field: str, given: Mapping[str, Any]) -> tuple[str, ...]:
    """Distinct texts, sorted, so that equal filters look equal."""
    values = given.get(field, ())
    if not isinstance(values, list | tuple | set | frozenset):
        raise errors.field_invalid(field=field)
    return tuple(sorted({str(value).strip() for value in values} - {""}))


def ids(field: str, given: Mapping[str, Any]) -> tuple[str, ...]:
    """Distinct ids as text, sorted."""
    try:
        return tuple(sorted(str(UUID(one)) for one in texts(field, given)))
    except ValueError:
        raise errors.field_invalid(field=field) from None


def some_ids(field: str, given: Mapping[str, Any]) -> frozenset[str]:
    """At least one id."""
    found = frozenset(ids(field, given))
    if not found:
        raise errors.field_invalid(field=field)
    return found


def numbers(field: str, given: Mapping[str, Any], *, low: int, high: int) -> tuple[int, ...]:
    """Distinct whole numbers in bounds, sorted."""
    return tuple(
        sorted({check_whole(field, one, low=low, high=high) for one in items(field, given)})
    )


def items(field: str, given: Mapping[str, Any]) -> Sequence[Any]:
    """A list; nothing given is an empty one."""
    values = given.get(field, ())
    if not isinstance(values, list | tuple):
        raise errors.field_invalid(field=field)
    return values


def parts(field: str, given: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """A list of objects, at least one."""
    found = [one for one in items(field, given) if isinstance(one, Mapping)]
    if not found or len(found) != len(items(field, given)):
        raise errors.field_invalid(field=field)
    return found


def yes_or_no(field: str, value: object) -> bool:
    """A truth value and nothing that merely looks like one."""
    if not isinstance(value, bool):
        raise errors.field_invalid(field=field)
    return value
