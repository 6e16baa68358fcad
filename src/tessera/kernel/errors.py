"""Refusals. A refusal changes nothing and tells the person what to do (law 12)."""

from collections.abc import Mapping
from typing import Any


def gettext_noop(text: str) -> str:
    """Mark a source text for the catalogues without translating it here."""
    return text


def fill(template: str, data: Mapping[str, Any]) -> str:
    """``template`` with its ``%(name)s`` filled from ``data``."""
    return template % data if "%(" in template else template


class DomainError(Exception):
    """A refusal with a stable ``code``, a ``message`` for the person and ``data``.

    ``template`` is the English source text, marked with ``gettext_noop``; ``%(name)s`` in it
    is filled from ``data``. Surfaces translate the template into the reader's language.
    """

    status = 409

    def __init__(self, code: str, template: str, **data: Any) -> None:
        super().__init__(code)
        self.code = code
        self.template = template
        self.data = data

    @property
    def message(self) -> str:
        """The English sentence, filled in."""
        return fill(self.template, self.data)

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


class NotFound(DomainError):
    """What was named does not exist for this actor."""

    status = 404


class Forbidden(DomainError):
    """The actor lacks the permission or the store."""

    status = 403


class Invalid(DomainError):
    """The input itself is malformed."""

    status = 422


class Conflict(DomainError):
    """The input is sound, but the world has moved on."""
