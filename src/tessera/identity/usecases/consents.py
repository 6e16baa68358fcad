"""What members agree to, by themselves."""

from collections.abc import Mapping
from datetime import datetime

from tessera.identity import errors, permissions
from tessera.identity.usecases.entering import MEMBERSHIP
from tessera.kernel.actor import Actor
from tessera.messaging import operations as messaging
from tessera.platform import audit
from tessera.platform.usecases import usecase


@usecase(permission=permissions.OWN, audit="consent.recorded")
def change_own_consents(
    *,
    actor: Actor,
    at: datetime,
    given: Mapping[str, bool],
    text_versions: Mapping[str, int],
    evidence: str,
) -> None:
    """Give consents or take them back, the one as easily as the other (handbook, section 2).

    Membership itself is left by closing the account. Raises Conflict
    ``identity.membership_stays``; Invalid ``messaging.purpose_unknown``.
    """
    if not given.get(MEMBERSHIP, True):
        raise errors.membership_stays()
    messaging.record_consents(
        member_id=actor.own_id,
        given=given,
        text_versions=text_versions,
        at=at,
        source="app",
        evidence=evidence,
    )
    data = {"given": sorted(name for name, yes in given.items() if yes), "source": "app"}
    audit.record(actor=actor, at=at, action="consent.recorded", subject=actor.id, data=data)
