"""How a till prints, in a line."""

from django import template
from django.utils.translation import gettext as _

from tessera.printing.queries import Setting
from tessera.printing.rules import BROWSER, FEIE
from tessera.web.office.printer_forms import WAYS

register = template.Library()


@register.filter
def printing(setting: Setting) -> str:
    """The way, the paper, and what else was chosen."""
    parts = [str(WAYS[setting.way])]
    if setting.way != BROWSER:
        parts.append(_("80 mm wide") if setting.columns == 48 else _("58 mm wide"))
    if setting.way == FEIE:
        parts.append(setting.number)
    if setting.has_drawer:
        parts.append(_("with a drawer"))
    if setting.prints_itself:
        parts.append(_("prints without being asked"))
    return " · ".join(parts)
