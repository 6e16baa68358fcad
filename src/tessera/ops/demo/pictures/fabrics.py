"""Patterns of cloth as SVG patterns: light or dark threads over the garment's own colour."""

from collections.abc import Callable

Threads = tuple[str, str]
"""The two inks that a pattern may use: a light and a dark one."""


def defined(name: str, threads: Threads) -> str:
    """The ``<pattern id="cloth">`` of a cloth; empty for plain cloth."""
    if name not in _CLOTHS:
        return ""
    width, height, turn, content = _CLOTHS[name](*threads)
    rotated = f' patternTransform="rotate({turn})"' if turn else ""
    return (
        f'<pattern id="cloth" width="{width}" height="{height}" '
        f'patternUnits="userSpaceOnUse"{rotated}>{content}</pattern>'
    )


_Cloth = tuple[float, float, int, str]


def _bar(x: float, y: float, width: float, height: float, ink: str, strength: float) -> str:
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" '
        f'fill="{ink}" fill-opacity="{strength:g}"/>'
    )


def _thread(path: str, ink: str, width: float, strength: float) -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="{width:g}" '
        f'stroke-opacity="{strength:g}" stroke-linecap="round"/>'
    )


def _petal(x: float, y: float, size: float, ink: str, strength: float) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{size:g}" fill="{ink}" fill-opacity="{strength:g}"/>'


def _pinstripe(light: str, dark: str) -> _Cloth:
    del dark
    return 9, 9, 0, _bar(4, 0, 1, 9, light, 0.75)


def _stripe(light: str, dark: str) -> _Cloth:
    del dark
    return 24, 24, 0, _bar(0, 4, 24, 9, light, 0.8)


def _check(light: str, dark: str) -> _Cloth:
    tint = _bar(0, 0, 14, 40, dark, 0.22) + _bar(0, 0, 40, 14, dark, 0.22)
    fine = _bar(26, 0, 1.4, 40, light, 0.7) + _bar(0, 26, 40, 1.4, light, 0.7)
    return 40, 40, 0, tint + fine


def _dots(light: str, dark: str) -> _Cloth:
    del dark
    return 22, 22, 0, _petal(5.5, 5.5, 2.4, light, 0.85) + _petal(16.5, 16.5, 2.4, light, 0.85)


def _blossom(light: str, dark: str) -> _Cloth:
    def flower(x: float, y: float, size: float) -> str:
        around = ((0, -1), (0.95, -0.31), (0.59, 0.81), (-0.59, 0.81), (-0.95, -0.31))
        petals = (
            _petal(x + dx * size, y + dy * size, size * 0.72, light, 0.72) for dx, dy in around
        )
        return "".join(petals) + _petal(x, y, size * 0.42, dark, 0.6)

    sprigs = _thread("M12 26q6 8 16 8M44 58q8-2 10-12", light, 1.2, 0.6)
    return 64, 64, 12, sprigs + flower(14, 16, 5.4) + flower(46, 46, 4.6) + flower(52, 10, 2.6)


def _ripple(light: str, dark: str) -> _Cloth:
    """Waves of the sea, as along the hem of old robes."""
    del dark
    scales = "".join(
        f'<circle cx="{x}" cy="{y}" r="{r}" fill="none" stroke="{light}" stroke-width="1.1" '
        f'stroke-opacity="0.55"/>'
        for x, y in ((0, 28), (28, 28), (14, 14), (0, 0), (28, 0))
        for r in (13, 8.5, 4)
    )
    return 28, 28, 0, scales


def _rib(light: str, dark: str) -> _Cloth:
    return 8, 8, 0, _bar(0, 0, 2.2, 8, dark, 0.22) + _bar(4, 0, 1.6, 8, light, 0.22)


def _corduroy(light: str, dark: str) -> _Cloth:
    return 5, 5, 0, _bar(0, 0, 1.6, 5, dark, 0.24) + _bar(2.6, 0, 1.2, 5, light, 0.16)


def _cable(light: str, dark: str) -> _Cloth:
    twist = _thread("M8 0C22 10 22 20 8 30M22 0C8 10 8 20 22 30", dark, 2.2, 0.24)
    return 34, 30, 0, twist + _bar(29, 0, 1.5, 30, light, 0.35)


def _fairisle(light: str, dark: str) -> _Cloth:
    band = _thread("M0 12l6-7 6 7 6-7 6 7", light, 2, 0.8) + _bar(0, 20, 24, 2, light, 0.7)
    stars = "".join(_petal(x, 32, 2, light, 0.8) for x in (0, 12, 24))
    low = _thread("M0 44l6 6 6-6 6 6 6-6", dark, 2, 0.5)
    return 24, 62, 0, band + stars + _bar(0, 39, 24, 1.4, dark, 0.4) + low


def _argyle(light: str, dark: str) -> _Cloth:
    lozenge = f'<path d="M20 4l16 24-16 24L4 28z" fill="{dark}" fill-opacity="0.22"/>'
    return 40, 56, 0, lozenge + _thread("M0 0l40 56M40 0L0 56", light, 1.1, 0.7)


def _herringbone(light: str, dark: str) -> _Cloth:
    down = "M0 0l6 6M0 6l6 6M0 -6l6 6M12 0l-6 6M12 6l-6 6M12 -6l-6 6"
    return (
        12,
        12,
        0,
        _thread(down, light, 1.3, 0.34) + _thread("M0 3l6 6M12 3l-6 6", dark, 1.1, 0.26),
    )


def _denim(light: str, dark: str) -> _Cloth:
    return 4, 4, 0, _thread("M0 4l4-4", light, 0.9, 0.3) + _thread("M0 2l2-2", dark, 0.7, 0.2)


def _ink(light: str, dark: str) -> _Cloth:
    """Ink that has run into wet silk."""
    washes = "".join(
        f'<ellipse cx="{x}" cy="{y}" rx="{rx}" ry="{ry}" fill="{ink}" fill-opacity="{strength}"/>'
        for x, y, rx, ry, ink, strength in (
            (40, 60, 52, 26, dark, 0.16),
            (58, 66, 30, 16, dark, 0.2),
            (128, 128, 62, 22, dark, 0.13),
            (112, 134, 34, 14, dark, 0.2),
            (140, 30, 40, 12, light, 0.35),
            (30, 132, 26, 9, dark, 0.12),
        )
    )
    return 170, 165, -14, washes


def _cloud(light: str, dark: str) -> _Cloth:
    del light
    scroll = "M20 40c-8 0-8-12 1-12 2-10 18-10 19 0 10-2 12 12 2 12zM24 34c0-5 7-5 7 0"
    return 92, 80, 0, _thread(scroll, dark, 1.6, 0.42)


_CLOTHS: dict[str, Callable[[str, str], _Cloth]] = {
    "argyle": _argyle,
    "blossom": _blossom,
    "cable": _cable,
    "check": _check,
    "cloud": _cloud,
    "corduroy": _corduroy,
    "denim": _denim,
    "dots": _dots,
    "fairisle": _fairisle,
    "herringbone": _herringbone,
    "ink": _ink,
    "pinstripe": _pinstripe,
    "rib": _rib,
    "ripple": _ripple,
    "stripe": _stripe,
}
