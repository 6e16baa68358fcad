"""An office page: a kit page inside the office's navigation."""

from typing import Any

from django.http import HttpResponse

from tessera.web.kit import rendering
from tessera.web.kit.access import PageRequest
from tessera.web.office import navigation


def page(
    request: PageRequest,
    template: str,
    context: dict[str, Any],
    *,
    section: str = "",
    part: str = "",
    status: int = 200,
) -> HttpResponse:
    """``office/<template>`` with the navigation open at ``section``; its ``part`` for HTMX."""
    sections = navigation.sections_for(request.actor)
    frame = {
        "sections": sections,
        "docked": navigation.docked(sections),
        "section": section,
    }
    return rendering.page(request, f"office/{template}", frame | context, part=part, status=status)
