"""Texts for spreadsheets: nothing that somebody typed is a formula."""

_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_FOREIGN_PHONE = "+"


def harmless(text: str) -> str:
    """``text`` marked as text where a spreadsheet would take it for a formula; a phone is none."""
    if text.startswith(_FORMULAS) and not text.removeprefix(_FOREIGN_PHONE).isdigit():
        return f"'{text}"
    return text
