"""Refusals in the reader's language."""

from typing import Any

from django.utils.translation import gettext

from tessera.kernel.errors import DomainError, fill


def message(error: DomainError) -> str:
    """The refusal's sentence in the active language, filled with its data."""
    return fill(gettext(error.template), error.data)


def as_json(error: DomainError) -> dict[str, Any]:
    """``{code, message, data}``: the one shape in which every refusal leaves the house."""
    return {"code": error.code, "message": message(error), "data": error.data}
