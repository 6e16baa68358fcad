"""The OpenAPI document: served, and checked in for those who write clients."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from tessera.api.refusals import answer
from tessera.api.service import api

PATH = Path(__file__).resolve().parents[3] / "docs/openapi.json"
"""Where the document is kept in the source tree."""

ROOT = "api/v1"


@cache
def document() -> dict[str, Any]:
    """The document as JSON has it."""
    read: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=ROOT)))
    return read


def text() -> str:
    """The document as it is written to a file."""
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


@require_GET
def serve(request: HttpRequest) -> HttpResponse:
    """The document, for everybody."""
    return answer(200, document())
