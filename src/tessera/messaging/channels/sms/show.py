"""The demo's carrier: nothing leaves the house; the message stands in the terminal and the office."""

import structlog

from tessera.messaging.channels.sms.carrier import DELIVERED, Answer, Sent
from tessera.messaging.operations.outbox import Parcel
from tessera.messaging.rules import SmsAccount

log = structlog.get_logger(__name__)


class Show:
    """Shows what would have been sent."""

    name = "show"

    def send(self, parcel: Parcel) -> Answer:
        """Print it, marked as what it is."""
        log.info("DEMO: this text message was NOT sent", to=parcel.phone, text=parcel.text)
        return Answer(DELIVERED, reference="shown")

    def ask(self, sent: Sent) -> Answer | None:
        """What was shown has arrived."""
        return Answer(DELIVERED, reference=sent.reference)


def make(account: SmsAccount) -> Show:
    """The demo needs no account."""
    return Show()
