"""How a request's body is read: JSON and nothing else."""

from typing import Any

import orjson
from django.http import HttpRequest
from ninja.parser import Parser


class NotJson(ValueError):
    """The body says that it is something else."""


class JsonParser(Parser):
    """Reads JSON strictly: no NaN, no half characters, no endless nesting, nothing behind it."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body as Python values. Raises ValueError."""
        if request.content_type != "application/json":
            raise NotJson(request.content_type)
        return orjson.loads(request.body)
