"""``/api/v1``: its endpoints, its document, and a refusal for every other address."""

from django.urls import URLPattern, URLResolver, path, re_path
from django.views.decorators.csrf import csrf_exempt

from tessera.api import openapi, pushed, refusals
from tessera.api.service import api

_patterns, _app_name, _namespace = api.urls


def _own(patterns: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = refusals.in_our_words(pattern.callback)
    return patterns


urlpatterns = [
    path("v1/openapi.json", refusals.in_our_words(openapi.serve), name="openapi"),
    path("v1/", (_own(_patterns), _app_name, _namespace)),
    path("sms/<str:token>/<str:provider>/<str:what>", refusals.in_our_words(pushed.take)),
    re_path("", csrf_exempt(refusals.in_our_words(refusals.nothing_here))),
]
