"""The messages that this room itself sends; other rooms bring their own."""

from tessera.kernel.errors import gettext_noop
from tessera.messaging.rules import Template

CODE = Template(
    name="code",
    source=gettext_noop(
        "Your code is %(code)s, valid for %(minutes)s minutes. Tell it to nobody, not even to us."
    ),
    params=("code", "minutes"),
    hides="code",
)
