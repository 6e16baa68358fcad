"""Files of the catalogue; the caller owns the transaction."""

from pathlib import PurePosixPath
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tessera.members import rules as member_rules

PICTURES = "rewards"
"""The folder of rewards' pictures below MEDIA_ROOT, which everybody may see."""


def keep_picture(data: bytes) -> str:
    """Keep a picture and return its address; an older one stays, as pages may show it.

    Raises Invalid ``members.picture_invalid``, ``members.picture_too_large``.
    """
    path = PurePosixPath(PICTURES, f"{uuid4().hex}.{member_rules.picture_kind(data)}")
    return default_storage.url(default_storage.save(str(path), ContentFile(data)))
