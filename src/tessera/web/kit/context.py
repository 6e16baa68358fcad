"""What every template knows."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from tessera.org import queries as org
from tessera.org.queries import BrandFacts
from tessera.web.kit import appearance

_NOBODY = BrandFacts(id=UUID(int=0), name="Tessera", currency="CNY", colour="#a63a2b")
"""What pages show before a brand is set up."""


def page(request: HttpRequest) -> dict[str, Any]:
    """Brand, actor, language and look; the brand is read only where a template shows it."""
    return {
        "brand": SimpleLazyObject(lambda: org.find_brand() or _NOBODY),
        "actor": getattr(request, "actor", None),
        "language": translation.get_language(),
        "languages": [
            (code, translation.get_language_info(code)["name_local"])
            for code, _ in settings.LANGUAGES
        ],
        "look": appearance.look_of(request),
    }
