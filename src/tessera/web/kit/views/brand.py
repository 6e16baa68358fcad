"""The brand's own colour and mark, as files that a browser can keep."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from tessera.org import queries as org


@require_GET
@cache_control(max_age=300)
def style(request: HttpRequest) -> HttpResponse:
    """A style sheet that puts the brand's colour into the theme; empty before there is a brand.

    By night the colour is lightened until it can be read on dark paper.
    """
    del request
    brand = org.find_brand()
    text = render_to_string("kit/brand.css", {"colour": brand.colour}) if brand else ""
    return HttpResponse(text, content_type="text/css")


@require_GET
@cache_control(max_age=300)
def mark(request: HttpRequest) -> HttpResponse:
    """The brand's seal: its first sign on its colour."""
    del request
    brand = org.find_brand()
    context = {
        "sign": brand.name[:1] if brand else "T",
        "colour": brand.colour if brand else "#a63a2b",
    }
    return HttpResponse(render_to_string("kit/mark.svg", context), content_type="image/svg+xml")
