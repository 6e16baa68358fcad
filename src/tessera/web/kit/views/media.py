"""Pictures that lie in the data folder, such as those of products."""

import posixpath
from pathlib import PurePosixPath

from csp.constants import HEADER, NONE
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from tessera.members import permissions as members
from tessera.web.kit.access import find_actor

PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp"})


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture under MEDIA_ROOT; nothing else that may lie there is handed out.

    Members' pictures are for staff who may view members. Opened by itself a picture may load
    and run nothing: an SVG is a document.
    """
    if PurePosixPath(path).suffix.lower() not in PICTURES:
        raise Http404
    if not _is_private(path):
        return _everybodys(request, path)
    actor = find_actor(request)
    if actor is None or not actor.may(members.VIEW):
        raise Http404
    answer = _file(request, path)
    patch_cache_control(answer, private=True, max_age=300)
    return answer


def _is_private(path: str) -> bool:
    """Whether the file lies in the members' folder, however the address spells it."""
    return posixpath.normpath(path.casefold()).lstrip("./").startswith("members/")


@cache_control(max_age=24 * 3600, public=True)
def _everybodys(request: HttpRequest, path: str) -> HttpResponseBase:
    return _file(request, path)


def _file(request: HttpRequest, path: str) -> HttpResponseBase:
    try:
        answer = static.serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except (SuspiciousFileOperation, OSError):
        # No such file has a name that the file system refuses.
        raise Http404 from None
    answer[HEADER] = f"default-src {NONE}"
    return answer
