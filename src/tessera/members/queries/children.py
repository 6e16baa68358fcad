"""Children, for whom a guardian speaks, and no more from the 14th birthday on."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from tessera.kernel.clock import business_day
from tessera.members import rules
from tessera.members.models import Member, Profile
from tessera.org import queries as org


@dataclass(frozen=True, slots=True)
class Reach:
    """By which ``phone``, in E.164, a member is written to; empty for none. A child's is the guardian's."""

    phone: str
    is_child: bool


def reach_of(member_id: UUID, *, at: datetime) -> Reach:
    """How a member is reached at the instant ``at``.

    Somebody with a guardian is a child until the 14th birthday in the home store, by the sun
    even where the birthday is kept by the moon; of unknown age the guardian stands (domain
    handbook, section 2).
    """
    row = Member.objects.select_related("profile").filter(id=member_id).first()
    if row is None:
        return Reach("", is_child=False)
    profile = getattr(row, "profile", None)
    if profile is not None and profile.guardian_phone and _is_child(row, profile, at):
        return Reach(profile.guardian_phone, is_child=True)
    return Reach(row.phone or "", is_child=False)


def is_guarded(member_id: UUID, *, at: datetime) -> bool:
    """Whether a guardian speaks for this member: a child, to whom no marketing goes ever."""
    return reach_of(member_id, at=at).is_child


def list_of_age(*, at: datetime, limit: int) -> list[UUID]:
    """Members with a guardian who are children no more, the eldest first."""
    # who may be 14 this year, wherever a year begins first; the day itself is judged below
    latest = date((at + timedelta(days=1)).year - rules.MINIMUM_AGE, 12, 31)
    born = Q(birthday__lte=latest) | Q(birthday=None, profile__born_on__lte=latest)
    rows = Member.objects.select_related("profile").filter(profile__guardian_phone__gt="")
    found = rows.filter(born).order_by("birthday", "id")
    grown = (row.id for row in found.iterator() if not _is_child(row, row.profile, at))
    return [member_id for _, member_id in zip(range(limit), grown, strict=False)]


def _is_child(row: Member, profile: Profile, at: datetime) -> bool:
    born = row.birthday or profile.born_on
    return born is None or rules.is_child(born, today=_today(row, at))


def _today(row: Member, at: datetime) -> date:
    if row.home_store_id is None:
        return business_day(at, zone="UTC")
    store = org.get_store(row.home_store_id)
    return business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
