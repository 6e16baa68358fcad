"""What a proof of a phone proves."""

from django.conf import settings
from django.core import signing

from tessera.messaging import errors

SALT = "tessera.messaging.proof"


def phone_of(proof: str, purpose: str) -> str:
    """The phone, in E.164, that ``proof`` shows to be the bearer's, for ``purpose``.

    To look at only: ``operations.spend_proof`` is what a story does that acts on it. Raises Forbidden ``messaging.proof_expired`` for a proof of ten minutes ago, of another
    purpose, or of somebody else's making.
    """
    return str(read_proof(proof, purpose)["phone"])


def read_proof(proof: str, purpose: str) -> dict[str, str]:
    """What a proof says: ``phone``, ``purpose``, and the ``code`` behind it. Raises as above."""
    try:
        told: dict[str, str] = signing.loads(
            proof, salt=SALT, max_age=settings.CODE_LIMITS.proof_seconds
        )
    except signing.BadSignature as error:
        raise errors.proof_expired() from error
    if told["purpose"] != purpose:
        raise errors.proof_expired()
    return told
