"""What members are told of their applications."""

from tessera.kernel.errors import gettext_noop
from tessera.messaging.rules import Template

FEE_DUE = Template(
    name="application_due",
    source=gettext_noop(
        "Your application for %(level)s is approved. Pay the fee at any of our tills by %(day)s, and it is yours."
    ),
    params=("level", "day"),
)
GRANTED = Template(
    name="application_granted",
    source=gettext_noop("Your application is approved. %(level)s is yours from today on."),
    params=("level",),
)
REFUSED = Template(
    name="application_refused",
    source=gettext_noop("We cannot grant your application for %(level)s: %(reason)s"),
    params=("level", "reason"),
)
LAPSED = Template(
    name="application_lapsed",
    source=gettext_noop(
        "Your application for %(level)s ran out on %(day)s, as its fee was not paid. You can apply again at any time."
    ),
    params=("level", "day"),
)
