"""Pictures that lie in the data folder, such as those of products."""

from pathlib import PurePosixPath

from csp.constants import HEADER, NONE
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp"})


@require_safe
@cache_control(max_age=24 * 3600, public=True)
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture under MEDIA_ROOT; nothing else that may lie there is handed out.

    Opened by itself it may load and run nothing: an SVG is a document.
    """
    if PurePosixPath(path).suffix.lower() not in PICTURES:
        raise Http404
    try:
        answer = static.serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except (SuspiciousFileOperation, OSError):
        # No such file has a name that the file system refuses.
        raise Http404 from None
    answer[HEADER] = f"default-src {NONE}"
    return answer
