"""Where the pictures of the demo's goods lie: files under MEDIA_ROOT, told by their address."""

from pathlib import Path

from django.conf import settings

from tessera.ops.demo import pictures
from tessera.ops.demo.styles import COLOURS, STYLES, Style

FOLDER = "products"


def hang() -> None:
    """Draw the picture of every style that has none yet."""
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for number, style in enumerate(STYLES):
        path = folder / f"{style.code}.svg"
        if not path.exists():
            colour = COLOURS[style.colours[0]]
            path.write_text(
                pictures.draw(shape=style.shape, cloth=style.cloth, colour=colour, number=number),
                encoding="utf-8",
            )


def address(style: Style) -> str:
    """Where a browser finds the picture."""
    return f"{settings.MEDIA_URL}{FOLDER}/{style.code}.svg"
