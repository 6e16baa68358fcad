"""A shop whose members hear of their levels and of those they bring."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django_q.models import OrmQ
from tests.support.bringing import bring
from tests.support.shop import NOON, Shop, open_shop

from tessera.care import jobs
from tessera.messaging.models import Message
from tessera.rewards import jobs as rewards_jobs
from tessera.rewards import usecases as rewards
from tessera.rewards.models import ReferralReward
from tessera.rewards.rules.referral import Program
from tessera.rewards.tests.conftest import Steps, steps

__all__ = ["Steps", "messages", "rewarded", "run_jobs", "shop", "steps"]

CARE = "tessera.care.jobs."


@pytest.fixture
def shop(db: None) -> Iterator[Shop]:
    with time_machine.travel(NOON, tick=False):
        yield open_shop()


def run_jobs() -> int:
    """Do what waits for the worker to do for care, and leave it there to be done again."""
    waiting = [job.task for job in OrmQ.objects.all() if job.task["func"].startswith(CARE)]
    for task in waiting:
        getattr(jobs, task["func"].removeprefix(CARE))(*task["args"])
    return len(waiting)


def messages(member_id: UUID) -> list[Message]:
    """What was written to a member, the oldest first; not the codes."""
    found = Message.objects.filter(member=member_id).exclude(purpose="code")
    return list(found.order_by("created_at", "id"))


def rewarded(shop: Shop, friend: UUID, **terms: Any) -> tuple[UUID, UUID]:
    """Somebody whom ``friend`` brought buys a dress, and the reward is credited: who was brought,
    and the reward of the friend."""
    program = replace(Program(is_active=True, pays="bonus", rate_bp=500), **terms)
    rewards.set_program(actor=shop.boss, at=NOON, terms=program)
    brought = bring(shop, friend)
    sale = shop.sell(shop.order((shop.dress, 1), member_id=brought)).sale_id
    rewards_jobs.settle_referrals(NOON + timedelta(days=8))
    return brought, ReferralReward.objects.get(sale=sale, member=friend, kind="purchase").id
