"""Handing out a paper that somebody sent us: as what it is, and as nothing that runs."""

from csp.constants import HEADER, NONE
from django.http import HttpResponse

KINDS = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
}

ACCEPTED = ",".join(KINDS.values())
"""What a field for papers offers to choose."""


def answer(*, kind: str, data: bytes, name: str) -> HttpResponse:
    """The paper, to look at if it is a picture and to save if it is a PDF; kept by nobody."""
    shown = "attachment" if kind == "pdf" else "inline"
    response = HttpResponse(data, content_type=KINDS[kind])
    response["Content-Disposition"] = f'{shown}; filename="{name}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response[HEADER] = f"default-src {NONE}; sandbox"
    return response
