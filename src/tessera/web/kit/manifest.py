"""Which built files belong to an entry of the front end, from Vite's manifest."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

DIST = Path(__file__).resolve().parents[1] / "static" / "dist"


@dataclass(frozen=True, slots=True)
class Assets:
    """Addresses of one entry: its module, what to fetch ahead with it, its style sheets."""

    module: str
    preloads: tuple[str, ...]
    styles: tuple[str, ...]


def get_assets(entry: str) -> Assets:
    """The built files of ``entry``, such as ``site/main.ts``.

    Raises ImproperlyConfigured where the front end has not been built or has no such entry.
    """
    chunks = _chunks(DIST / "manifest.json")
    if entry not in chunks:
        raise ImproperlyConfigured(f"The front end has no entry {entry}: run script/bootstrap.")
    return _assets(chunks, entry)


def _chunks(path: Path) -> dict[str, Any]:
    """The manifest, read again when it changes; while it is being built anew, as it was."""
    try:
        changed = path.stat().st_mtime_ns
        if _read.get(path, (0, {}))[0] != changed:
            _read[path] = changed, json.loads(path.read_text())
    except (FileNotFoundError, ValueError):
        if path not in _read:
            message = "The front end is not built: run script/bootstrap."
            raise ImproperlyConfigured(message) from None
    return _read[path][1]


_read: dict[Path, tuple[int, dict[str, Any]]] = {}


def _assets(chunks: dict[str, Any], entry: str) -> Assets:
    reached = _reached(chunks, entry)
    preloads = tuple(_address(chunks[name]["file"]) for name in reached if name != entry)
    styles = dict.fromkeys(css for name in reached for css in chunks[name].get("css", ()))
    return Assets(_address(chunks[entry]["file"]), preloads, tuple(_address(css) for css in styles))


def _reached(chunks: dict[str, Any], entry: str) -> list[str]:
    """The entry and what it imports at once, imported things first, each once."""
    order: list[str] = []
    seen: set[str] = set()

    def visit(name: str) -> None:
        if name not in seen:
            seen.add(name)
            for imported in chunks[name].get("imports", ()):
                visit(imported)
            order.append(name)

    visit(entry)
    return order


def _address(file: str) -> str:
    return f"{settings.STATIC_URL}dist/{file}"
