"""Filters of the printed pages."""

import segno
from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tessera.web.till import words

register = template.Library()


@register.filter
def tender(kind: str) -> str | Promise:
    """A kind of tender in words."""
    return words.TENDERS.get(kind, kind)


@register.filter
def masked(name: str) -> str:
    """A name on paper that anybody may pick up: its first sign only."""
    return f"{name[:1]}**" if name else ""


@register.filter
def qr(number: str) -> SafeString:
    """A document's number as a QR code that the till's scanner reads.

    What it says is in ``data-code``, for printers that draw the code themselves.
    """
    code = segno.make(number, error="m", micro=False)
    drawn = SafeString(code.svg_inline(omitsize=True, svgclass="qr", border=0))
    return format_html('<span data-code="{}">{}</span>', number, drawn)
