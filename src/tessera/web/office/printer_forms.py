"""What is asked about a printer, and the file for the agent on a till's PC."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.printing.queries import Setting
from tessera.printing.rules import AGENT, BROWSER, FEIE
from tessera.web.office import words
from tessera.web.office.forms import SheetForm

WAYS: words.Words = {
    BROWSER: _("Browser"),
    AGENT: _("Agent on the till's PC"),
    FEIE: _("Feie cloud printer"),
}


class PrinterForm(SheetForm):
    """How a till prints."""

    way = forms.ChoiceField(
        label=_("Print by"),
        choices=[*WAYS.items()],
        help_text=_(
            "The browser needs nothing else. The agent prints without asking and opens the drawer."
        ),
    )
    columns = forms.TypedChoiceField(
        label=_("Width of the paper"),
        coerce=int,
        choices=[(48, _("80 mm wide")), (32, _("58 mm wide"))],
    )
    number = forms.CharField(
        label=_("Number of the cloud printer (SN)"),
        max_length=20,
        required=False,
        help_text=_("For Feie only: it stands under the printer."),
    )
    has_drawer = forms.BooleanField(label=_("A drawer is connected to it"), required=False)
    prints_itself = forms.BooleanField(
        label=_("Print each receipt without being asked"), required=False
    )


def initial_of(setting: Setting) -> dict[str, Any]:
    """What the form shows of a setting."""
    return {
        "way": setting.way,
        "columns": setting.columns,
        "number": setting.number,
        "has_drawer": setting.has_drawer,
        "prints_itself": setting.prints_itself,
    }


_FILE = """\
# For the agent on the till's PC: tessera agent --config agent.toml
# Whoever has this file can print there. Keep it on that PC only.
shop = "{shop}"
token = "{token}"

[printers.receipt]
kind = "network"            # network, usb, serial or dummy (into files)
host = "192.168.1.50"       # network: the printer's address
# vendor = 0x0fe6           # usb: the two numbers that the system shows for it
# product = 0x811e
# device = "COM3"           # serial, or "/dev/ttyUSB0"
columns = {columns}
drawer = "1B 70 00 32 32"   # what opens the drawer

# [printers.labels]         # a label printer that speaks TSPL
# kind = "network"
# host = "192.168.1.51"
"""


def agent_file(setting: Setting, shop: str) -> str:
    """The agent's file for a till; ``shop`` is the origin of the shop's pages."""
    return _FILE.format(shop=shop, token=setting.token, columns=setting.columns)
