"""What is said of the house itself."""

from tessera.kernel.errors import gettext_noop
from tessera.messaging.rules import Template

SEAL = Template(
    name="seal",
    source=gettext_noop("Seal of %(day)s, %(entries)s entries: %(seal)s%(rest)s. Keep it."),
    params=("day", "entries", "seal", "rest"),
)
"""A provider's blank holds 35 characters: the seal is told in two halves."""
