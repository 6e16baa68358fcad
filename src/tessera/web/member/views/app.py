"""What makes the pages an app: its description, its picture, and its service worker."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from tessera.org import queries as org
from tessera.web.kit import manifest as built
from tessera.web.kit import tiles as painted

PAPER = "#f7f4ef"


@require_GET
@cache_control(max_age=300)
def manifest(request: HttpRequest) -> HttpResponse:
    """The app's name, colour and picture, for who puts it on their home screen."""
    del request
    brand = org.find_brand()
    start = reverse("member:card")
    return JsonResponse(
        {
            "id": start,
            "name": brand.name if brand else "Tessera",
            "short_name": brand.name if brand else "Tessera",
            "start_url": start,
            "scope": start,
            "display": "standalone",
            "background_color": PAPER,
            "theme_color": brand.colour if brand else "#a63a2b",
            "lang": translation.get_language(),
            "icons": [
                {
                    "src": reverse("member:icon"),
                    "sizes": "any",
                    "type": "image/svg+xml",
                    "purpose": "any",
                },
                *(
                    {
                        "src": reverse("member:tiles", args=[size]),
                        "sizes": f"{size}x{size}",
                        "type": "image/png",
                        "purpose": purpose,
                    }
                    for size in (192, 512)
                    for purpose in ("any", "maskable")
                ),
            ],
        },
        content_type="application/manifest+json",
    )


@require_GET
@cache_control(max_age=300)
def icon(request: HttpRequest) -> HttpResponse:
    """The brand's sign on a ground that fills the whole square, as phones cut it."""
    del request
    brand = org.find_brand()
    context = {
        "sign": brand.name[:1] if brand else "T",
        "colour": brand.colour if brand else "#a63a2b",
    }
    return HttpResponse(render_to_string("member/icon.svg", context), content_type="image/svg+xml")


@require_GET
@cache_control(max_age=300)
def tiles(request: HttpRequest, size: int) -> HttpResponse:
    """The mark as a PNG, for phones that take no SVG. Http404 for a size that nobody asks for."""
    del request
    if size not in painted.SIZES:
        raise Http404
    brand = org.find_brand()
    colour = brand.colour if brand else "#a63a2b"
    return HttpResponse(painted.paint(size, colour), content_type="image/png")


@require_GET
@cache_control(max_age=0)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, served from where its scope begins."""
    del request
    path = built.DIST / built.get_assets("member/worker.ts").module.removeprefix(
        f"{settings.STATIC_URL}dist/"
    )
    return HttpResponse(path.read_text(), content_type="text/javascript")
