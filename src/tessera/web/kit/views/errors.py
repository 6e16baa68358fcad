"""Error pages that look like the rest of the house."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

from tessera.web.kit import appearance


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in, but not for this."""
    del exception
    return render(request, "403.html", status=403)


def out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without its token, from before the last sign-in."""
    del reason
    return render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    del exception
    return render(request, "404.html", status=404)


def fault(request: HttpRequest) -> HttpResponse:
    """500, without anything that may have broken: no database, no session."""
    context = {
        "language": translation.get_language() or settings.LANGUAGE_CODE,
        "look": appearance.look_of(request),
    }
    return HttpResponse(render_to_string("500.html", context), status=500)
