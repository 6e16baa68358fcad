"""Work that is asked of a machine before it gets another code: a person's browser does it unnoticed, but whoever asks
for thousands of codes has to pay for it. ALTCHA's protocol, checked here, without a service elsewhere."""

from datetime import datetime

import altcha
from django.db import IntegrityError, transaction

from tessera.messaging import errors
from tessera.messaging.models import SolvedChallenge
from tessera.messaging.queries import challenges


def spend(solution: str, *, at: datetime) -> None:
    """Take ``solution``, base64 as the browser sends it, this one time.

    Raises Forbidden ``messaging.challenge_needed`` for one that is wrong, old, of somebody else's
    making, or was good before.
    """
    if len(solution) > challenges.LONGEST or not solution.isascii():
        raise errors.challenge_needed()
    if not altcha.verify_solution(solution, challenges.secret()).verified:
        raise errors.challenge_needed()
    told = altcha.Payload.from_base64(solution).challenge
    if (told.parameters.expires_at or 0) < at.timestamp():
        raise errors.challenge_needed()
    try:
        with transaction.atomic():
            SolvedChallenge.objects.create(signature=str(told.signature), at=at)
    except IntegrityError as again:
        raise errors.challenge_needed() from again
