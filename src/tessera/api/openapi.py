"""The OpenAPI document, as it is checked in for those who write clients."""

import json
from pathlib import Path
from typing import Any

from tessera.api.urls import api

PATH = Path(__file__).resolve().parents[3] / "docs/openapi.json"
"""Where the document is kept in the source tree."""


def document() -> dict[str, Any]:
    """The document as JSON has it."""
    read: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema()))
    return read


def text() -> str:
    """The document as it is written to a file."""
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"
