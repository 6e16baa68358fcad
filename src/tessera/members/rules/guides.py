"""The member's own guide (domain handbook 5.10: its changes are dated)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

_GUIDE = "guide"
"""A kind of invitation, and the role of staff who look after members."""

_DOUBLE_NAME = re.compile(
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶"
    "|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|令狐|歐陽|東方|諸葛|尉遲|司馬|聞人|獨孤"
    "|長孫|鐘離|鍾離|鮮于|赫連|濮陽"
)
"""Family names of two characters; all others have one."""


@dataclass(frozen=True, slots=True)
class GuideSpell:
    """From the instant ``since`` on ``staff_id`` is the guide; None is nobody."""

    since: datetime
    staff_id: UUID | None


def guide_at(spells: Iterable[GuideSpell], at: datetime) -> UUID | None:
    """Whose member it was at the instant ``at``, by all ``spells`` in the order they were
    written; None for nobody's.

    A change holds from its own instant on; of two at one instant the later written one holds.
    """
    begun = sorted((spell for spell in spells if spell.since <= at), key=lambda one: one.since)
    return begun[-1].staff_id if begun else None


def first_guide(
    *, inviter_kind: str | None, inviter_id: UUID | None, role: str, staff_id: UUID | None
) -> UUID | None:
    """Whose member somebody becomes on joining: the guide's whose invitation brought them, else
    the guide's who registers them. ``role`` and ``staff_id`` are of who registers."""
    if inviter_kind == _GUIDE and inviter_id is not None:
        return inviter_id
    return staff_id if role == _GUIDE else None


def first_name(name: str) -> str:
    """How staff are called before members: without the family name, which Chinese put first.

    小芳 for 王小芳, 修 for 欧阳修, Jane for Jane Wu.
    """
    words = name.split()
    if not words or len(words) > 1 or words[0].isascii() or len(words[0]) == 1:
        return words[0] if words else ""
    family = 2 if len(words[0]) > 2 and _DOUBLE_NAME.match(words[0]) else 1
    return words[0][family:]
