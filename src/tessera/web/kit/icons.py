"""Icons drawn on a grid of 24, in strokes of the text's own colour."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

_STROKES = {
    "today": ("M4 20V11M10 20V5M16 20v-7M22 20H2",),
    "members": (
        "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z",
        "M2.5 20c.4-3.6 3-5.5 6.5-5.5s6.1 1.9 6.5 5.5",
        "M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 14.9c2 .8 3.2 2.5 3.5 5.1",
    ),
    "products": (
        "M12 6.5a2 2 0 1 1 1.5-1.9c0 1.4-1.5 1.4-1.5 2.9l9 6.7c1 .8.5 2.3-.8 2.3H3.8c-1.3 0-1.8-1.5-.8-2.3l9-6.7",
    ),
    "sales": ("M5 3v18l2.3-1.6L9.7 21l2.3-1.6 2.3 1.6 2.4-1.6L19 21V3H5Z", "M9 8h6M9 12h6"),
    "audit": ("M6 3h9l4 4v14H6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1Z", "M9 12h6M9 16h4M14 3v5h5"),
    "staff": (
        "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z",
        "M4.5 21c.5-4.3 3.4-6.5 7.5-6.5s7 2.2 7.5 6.5",
    ),
    "stores": (
        "M4 10v10h16V10",
        "M2.5 9 4.5 4h15l2 5a3.2 3.2 0 0 1-6.3.5 3.2 3.2 0 0 1-6.4 0A3.2 3.2 0 0 1 2.5 9Z",
        "M10 20v-5h4v5",
    ),
    "messages": ("M4 4.5h16v12H11L6.5 20v-3.5H4v-12Z", "M8 9h8M8 12.5h5"),
    "till": ("M4 13h16l1.5 7h-19L4 13Z", "M7 13V5h6v8M16 8h3v5M9.5 8h1"),
    "search": ("M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Z", "m15.5 15.5 5 5"),
    "more": ("M5 12h.01M12 12h.01M19 12h.01",),
    "menu": ("M4 7h16M4 12h16M4 17h16",),
    "close": ("m6 6 12 12M18 6 6 18",),
    "back": ("m14.5 5-7 7 7 7",),
    "next": ("m9.5 5 7 7-7 7",),
    "down": ("m6 9.5 6 6 6-6",),
    "up": ("M12 19V6M6 11.5 12 5.5l6 6",),
    "fall": ("M12 5v13M6 12.5l6 6 6-6",),
    "plus": ("M12 5v14M5 12h14",),
    "edit": ("m14.5 5.5 4 4L8 20H4v-4L14.5 5.5Z", "m12.5 7.5 4 4"),
    "eye": (
        "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z",
        "M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
    ),
    "finger": (
        "M12 4.5a7 7 0 0 0-7 7v3M19 11.5a7 7 0 0 0-3.2-5.9M19 15v2",
        "M8.2 17.5V11.6a3.8 3.8 0 0 1 7.6 0V16c0 1.6-.3 3-.9 4.4M12 11.5v4.7c0 1.7-.4 3.3-1.3 4.8",
    ),
    "picture": (
        "M4 7h4l1.5-2.5h5L16 7h4v12H4V7Z",
        "M12 16a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4Z",
    ),
    "key": (
        "M15.5 13a4.5 4.5 0 1 0-4.3-3.2L4 17v3h3v-2h2v-2h2l1.8-1.8c.8.5 1.7.8 2.7.8Z",
        "M16.5 8h.01",
    ),
    "print": ("M7 8V3h10v5M7 17H4V9.5h16V17h-3M7 14h10v7H7v-7Z",),
    "sign-out": ("M10 4H5v16h5M14 8l4 4-4 4M9 12h9",),
    "language": (
        "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
        "M3 12h18M12 3c5 5.5 5 12.5 0 18-5-5.5-5-12.5 0-18Z",
    ),
    "light": (
        "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z",
        "M12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M5 5l1.7 1.7M17.3 17.3 19 19M19 5l-1.7 1.7M6.7 17.3 5 19",
    ),
    "dark": ("M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z",),
    "system": ("M3 5h18v11H3V5ZM9 20h6M12 16v4",),
    "phone": (
        "M8 2.5h8a1 1 0 0 1 1 1v17a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1v-17a1 1 0 0 1 1-1ZM11 18.5h2",
    ),
    "gift": (
        "M4 11h16v9.5H4V11ZM3 7.5h18V11H3V7.5ZM12 7.5v13M12 7.5C10 3 6 3.5 6.5 5.8 6.8 7 9 7.5 12 7.5Zm0 0c2-4.5 6-4 5.5-1.7-.3 1.2-2.5 1.7-5.5 1.7Z",
    ),
    "wallet": (
        "M4 7.5h15a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h12v3.5",
        "M20 11.5h-4a2.2 2.2 0 0 0 0 4.5h4",
    ),
    "coupon": (
        "M3 7h18v3.5a1.6 1.6 0 0 0 0 3V17H3v-3.5a1.6 1.6 0 0 0 0-3V7Z",
        "M14 7v2M14 11v2M14 15v2",
    ),
    "points": ("m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9L3.5 9.7l5.9-.8L12 3.5Z",),
    "return": ("M8 5 4 9l4 4", "M4 9h10a5.5 5.5 0 0 1 0 11H7"),
    "clock": ("M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z", "M12 7v5l3.5 2"),
    "warning": ("M12 4 2.5 20h19L12 4Z", "M12 10v4.5M12 17.3v.01"),
    "done": ("m5 12.5 4.5 4.5L19 7.5",),
    "lock": ("M6 11h12v9H6v-9ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3",),
}


def svg(name: str, classes: str) -> SafeString:
    """The icon ``name``. Raises KeyError for one that was never drawn."""
    paths = SafeString("".join(f'<path d="{stroke}"/>' for stroke in _STROKES[name]))
    return format_html(
        '<svg class="{} shrink-0" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.7"'
        ' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{}</svg>',
        classes,
        paths,
    )
