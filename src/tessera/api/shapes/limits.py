"""Limits: what a till may take of members by itself while its line is cut."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from tessera.api.fields import In, Out
from tessera.sales.usecases import MOST_MEMBERS


class LimitsIn(In):
    """Of whom limits are asked for; without any, those that the till holds are told again."""

    member_ids: Annotated[list[UUID], Field(max_length=MOST_MEMBERS)] = []


class LimitOut(Out):
    """So much of a member may the till take by itself through ``until``, of which ``..._used`` has
    come to the server."""

    id: UUID
    member_id: UUID
    points: int
    wallet_minor: int
    coupon_codes: list[str]
    points_used: int
    wallet_used_minor: int
    until: datetime
    signature: str


class LimitsOut(Out):
    """The limits that a till holds."""

    items: list[LimitOut]
