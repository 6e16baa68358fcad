"""Light, dark or as the machine has it: kept in a cookie, so that no page flashes."""

from django.http import HttpRequest

COOKIE = "tessera-look"

THEMES = {"light": "tessera", "dark": "tessera-dark"}
"""The themes of ``frontend/kit/theme.css`` by what a person chooses."""


def look_of(request: HttpRequest) -> dict[str, str]:
    """What was chosen (``light``, ``dark``, ``system``), and the theme to force, if any."""
    chosen = request.COOKIES.get(COOKIE, "system")
    theme = THEMES.get(chosen, "")
    return {"chosen": chosen if theme else "system", "theme": theme}
