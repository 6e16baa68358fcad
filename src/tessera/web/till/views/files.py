"""What the till's page loads beside what is built: the price engine, and the two workers."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from tessera.sales import engine_files
from tessera.web.kit import manifest as built

WASM = "'wasm-unsafe-eval'"
"""Lets Pyodide, and in this worker only, compile WebAssembly; no text becomes code by it."""

YEAR = 365 * 24 * 3600


@require_GET
@cache_control(max_age=YEAR, immutable=True, public=True)
def engine(request: HttpRequest, version: str) -> HttpResponse:
    """The price engine's sources, which a till runs in the browser. Http404 for another version than
    this server's."""
    files = engine_files.pack()
    if version != files.version:
        raise Http404
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    answer = HttpResponse(files.packed if zipped else files.plain, content_type="application/json")
    answer.headers["Vary"] = "Accept-Encoding"
    if zipped:
        answer.headers["Content-Encoding"] = "gzip"
    return answer


@require_GET
@cache_control(max_age=YEAR, immutable=True, public=True)
def pricing_worker(request: HttpRequest, name: str) -> HttpResponseBase:
    """The worker that prices, from below the till's address: so the service worker has what it loads.

    Its name is its content's. Http404 for one of another build.
    """
    path = built.DIST / "assets" / f"{name}.js"
    if not name.startswith("worker-") or not path.is_file():
        raise Http404
    answer = HttpResponse(path.read_text(), content_type="text/javascript")
    return csp_replace({"script-src": [SELF, WASM]})(lambda _request: answer)(request)


@require_GET
@cache_control(max_age=0)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker, served from where its scope begins."""
    del request
    address = built.get_assets("till/worker.ts").module
    path = built.DIST / address.removeprefix(f"{settings.STATIC_URL}dist/")
    return HttpResponse(path.read_text(), content_type="text/javascript")
