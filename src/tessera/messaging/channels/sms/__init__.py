"""Short messages: by a provider, or, in the demo, by nobody."""

from collections.abc import Callable, Mapping

from django.conf import settings

from tessera.messaging.channels.sms import aliyun, show, tencent
from tessera.messaging.channels.sms.carrier import Answer, Carrier, Sent
from tessera.messaging.rules import SmsAccount

_MAKERS: Mapping[str, Callable[[SmsAccount], Carrier]] = {
    "show": show.make,
    "aliyun": aliyun.make,
    "tencent": tencent.make,
}


def carrier() -> Carrier:
    """Who carries short messages, as the settings say."""
    account = settings.SMS
    return _MAKERS[account.provider](account)


__all__ = ["Answer", "Carrier", "Sent", "carrier"]
