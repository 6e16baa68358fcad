"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from tessera.org import queries as org
from tessera.web.kit import appearance


def page(request: HttpRequest) -> dict[str, Any]:
    """Brand, actor, language and look; the brand is read only where a template shows it."""
    return {
        "brand": SimpleLazyObject(org.get_brand),
        "actor": getattr(request, "actor", None),
        "language": translation.get_language(),
        "languages": [
            (code, translation.get_language_info(code)["name_local"])
            for code, _ in settings.LANGUAGES
        ],
        "look": appearance.look_of(request),
    }
