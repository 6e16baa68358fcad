"""What staff need to know before they register a member."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from tessera.identity.models import JoiningPolicy
from tessera.kernel.actor import Actor
from tessera.members import errors as members_errors
from tessera.members import permissions as members_permissions
from tessera.members import queries as members
from tessera.members import rules as members_rules
from tessera.messaging import queries as messaging
from tessera.messaging.queries import TextFacts

POLICY = uuid5(UUID("5b1a7c1e-6f0e-4f0a-9d53-7e55e7a10002"), "joining")
"""There is one brand, so there is one policy."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of somebody who joins: whether the phone is confirmed by a code, and the texts."""

    code_needed: bool
    texts: tuple[TextFacts, ...]


def get_asked(actor: Actor, *, language: str = "") -> Asked:
    """What staff ask. Raises Forbidden."""
    actor.require(members_permissions.REGISTER)
    return Asked(is_code_needed(), tuple(messaging.list_texts(language)))


def is_code_needed() -> bool:
    """Whether staff register only phones that were confirmed by a code."""
    needed = JoiningPolicy.objects.filter(id=POLICY).values_list("code_needed", flat=True).first()
    return True if needed is None else needed


def check_free(actor: Actor, phone: str) -> None:
    """Say at once to staff who may find members that ``phone`` is one's, before a code is sent.

    Raises Conflict ``members.phone_taken`` with the ``member_id``.
    """
    if not actor.may(members_permissions.FIND):
        return
    number = members_rules.find_phone(phone)
    holder = members.find_by_phone_or_card(number) if number else None
    if holder is not None:
        raise members_errors.phone_taken(member_id=holder)


def is_child(birthday: date | None, *, today: date) -> bool:
    """Whether somebody of this birthday, where it is known, is under 14 ``today``."""
    return birthday is not None and members_rules.is_child(birthday, today=today)
