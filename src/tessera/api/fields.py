"""What the shapes of the API are made of: bounded texts, whole numbers, days, and two bases."""

import re
import unicodedata
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from tessera.kernel.money import MOST_MINOR

MOST_LINES = 500

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_UNKEEPABLE = {"Cc", "Cs"}


def tidy(text: str) -> str:
    """``text`` without blanks around; control characters are for no database and no receipt."""
    if not text.isprintable() and not _UNKEEPABLE.isdisjoint(map(unicodedata.category, text)):
        raise ValueError("control characters are not allowed")
    return text.strip()


def _only_a_day(value: Any) -> Any:
    """A day as text; a number would be taken for seconds since 1970."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("a day is written YYYY-MM-DD")
    return value


Code = Annotated[str, Field(max_length=40), AfterValidator(tidy)]
Reference = Annotated[str, Field(max_length=60), AfterValidator(tidy)]
Words = Annotated[str, Field(max_length=80), AfterValidator(tidy)]
Note = Annotated[str, Field(max_length=200), AfterValidator(tidy)]
Phone = Annotated[str, Field(max_length=20), AfterValidator(tidy)]
Proof = Annotated[str, Field(max_length=500), AfterValidator(tidy)]
Day = Annotated[date, BeforeValidator(_only_a_day)]

# Strict: neither "5" nor 5.0 nor true is an amount.
AmountMinor = Annotated[int, Field(strict=True, ge=0, le=MOST_MINOR)]
Quantity = Annotated[int, Field(strict=True, ge=1, le=99_999)]
BasisPoints = Annotated[int, Field(strict=True, ge=0, le=10_000)]
PointCount = Annotated[int, Field(strict=True, ge=0, le=10**9)]


class In(BaseModel):
    """Input that refuses what it does not know, so that a typing error is not lost.

    Plain pydantic: ninja's own schema looks every field up through an attribute getter,
    which costs a checkout more than its price.
    """

    model_config = ConfigDict(extra="forbid")


class Out(BaseModel):
    """An answer, field by field. What is written by hand for speed is compared by the tests."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)

    @classmethod
    def of(cls, view: object) -> dict[str, Any]:
        """What of a room's view belongs to this answer."""
        return cls.model_validate(view).model_dump()


class Refusal(Out):
    """Why nothing was done. ``message`` says in the reader's language what to do next."""

    code: str
    message: str
    data: dict[str, Any]
