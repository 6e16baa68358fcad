"""Where the pictures of the demo's goods lie: files under MEDIA_ROOT, told by their address."""

from pathlib import Path

from django.conf import settings

from tessera.ops.demo import brand, pictures
from tessera.ops.demo.styles import COLOURS, STYLES

FOLDER = "products"


def hang() -> None:
    """Draw the picture of every product that has none yet."""
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for number, style in enumerate(STYLES):
        _hang(folder / f"{style.code}.svg", style.shape, style.cloth, style.colours[0], number)
    for number, extra in enumerate(brand.EXTRAS):
        _hang(folder / f"{extra.style}.svg", extra.shape, "plain", extra.colour, number)


def _hang(path: Path, shape: str, cloth: str, colour: str, number: int) -> None:
    if not path.exists():
        drawn = pictures.draw(shape=shape, cloth=cloth, colour=COLOURS[colour], number=number)
        path.write_text(drawn, encoding="utf-8")


def address(style: str) -> str:
    """Where a browser finds the picture of a style."""
    return f"{settings.MEDIA_URL}{FOLDER}/{style}.svg"
