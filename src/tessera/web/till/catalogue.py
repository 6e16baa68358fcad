"""The island's texts in one language, from Django's own catalogue for scripts."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation.trans_real import DjangoTranslation
from django.views.i18n import JSONCatalog

DOMAIN = "djangojs"


def texts(language: str) -> dict[str, Any]:
    """``{language, messages}``; a message with plural forms is a list of them."""
    return {"language": language, "messages": _messages(language)}


@lru_cache(maxsize=8)
def _messages(language: str) -> dict[str, str | list[str]]:
    view = JSONCatalog()
    folders = [str(path) for path in settings.LOCALE_PATHS if Path(path).is_dir()]
    view.translation = DjangoTranslation(language, domain=DOMAIN, localedirs=folders)
    messages: dict[str, str | list[str]] = view.get_catalog()
    return messages
