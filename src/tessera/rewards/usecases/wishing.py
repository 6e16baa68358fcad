"""Keep an eye on a reward."""

from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.platform import audit
from tessera.platform.usecases import usecase
from tessera.rewards import errors, permissions
from tessera.rewards.models import Reward, Wish


@usecase(permission=permissions.OWN, audit="reward.wished")
def wish(*, actor: Actor, at: datetime, reward_id: UUID, wanted: bool) -> None:
    """Put a reward on one's wanted-list or take it off; again changes nothing.

    Raises NotFound ``rewards.not_found``.
    """
    if not Reward.objects.filter(id=reward_id).exists():
        raise errors.reward_not_found()
    own = {"member_id": actor.own_id, "reward_id": reward_id}
    if wanted:
        Wish.objects.get_or_create(**own, defaults={"at": at})
    else:
        Wish.objects.filter(**own).delete()
    data = {"wanted": wanted}
    audit.record(actor=actor, at=at, action="reward.wished", subject=reward_id, data=data)
