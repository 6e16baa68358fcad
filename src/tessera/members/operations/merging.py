"""Making two members one: what hangs on the duplicate goes to who stays (CASES 14)."""

from datetime import datetime

from django.db.models import Q

from tessera.members import rules
from tessera.members.models import (
    FamilyLink,
    FieldValue,
    Member,
    MemberPhone,
    MemberTag,
    Note,
    Profile,
    TagPast,
)
from tessera.members.operations.profiles import profile_of
from tessera.platform.usecases import StaleError

_TOLD = ("gender", "income_band", "region", "style", "photo", "guardian_phone", "guardian_name")
_BIRTH = ("birth_month", "birth_day", "birth_year", "birth_lunar", "birth_leap", "born_on")


def mark_merged(*, keep: Member, gone: Member, at: datetime) -> None:
    """Settle who stays; whoever was faster with one of the two sends the caller back to its read.

    The duplicate keeps its card, phone and number, by which the survivor is found, but for a
    phone, a number or a person on staff that the survivor lacks.
    """
    living = Member.objects.filter(merged_into=None, left_at=None)
    for row in sorted((keep, gone), key=lambda row: row.id.int):
        into = {"merged_into": keep.id, "merged_at": at} if row is gone else {"merged_into": None}
        if not living.filter(id=row.id).update(**into):
            raise StaleError
    for row in (keep, gone):
        row.refresh_from_db()  # they are locked now: what somebody changed until then counts
    Member.objects.filter(merged_into=gone.id).update(merged_into=keep.id)
    for column in ("phone", "reference", "staff_id"):
        value = getattr(gone, column)
        if value and not getattr(keep, column):
            Member.objects.filter(id=gone.id).update(**{column: None})
            setattr(keep, column, value)


def fill_gaps(*, keep: Member, gone: Member) -> None:
    """Who stays has what the duplicate knew better: the older date, and the rest.

    The level is none of it: what it rests on belongs to rewards, which hears of the merge.
    """
    if gone.joined_at < keep.joined_at:
        keep.joined_at, keep.joined_on = gone.joined_at, gone.joined_on
    keep.birthday = keep.birthday or gone.birthday
    keep.home_store_id = keep.home_store_id or gone.home_store_id
    if keep.referred_by_id == gone.id:
        keep.referred_by_id = None
    keep.save(force_update=True)


def move_relations(*, keep: Member, gone: Member) -> None:
    """Tags, notes, answers, family, earlier phones, and whom the duplicate brought."""
    Member.objects.filter(referred_by=gone).exclude(id=keep.id).update(referred_by=keep)
    Note.objects.filter(member=gone).update(member=keep)
    MemberPhone.objects.filter(member=gone).update(member=keep)
    has = MemberTag.objects.filter(member=keep).values_list("tag_id", "source")
    for tag in MemberTag.objects.filter(member=gone):
        if (tag.tag_id, tag.source) not in set(has):
            MemberTag.objects.filter(id=tag.id).update(member=keep)
    MemberTag.objects.filter(member=gone).delete()
    TagPast.objects.filter(member=gone).update(member=keep)
    _move_profile(keep, gone)
    _move_family(keep, gone)


def _move_profile(keep: Member, gone: Member) -> None:
    other = Profile.objects.filter(member=gone).first()
    if other is None:
        return
    own = profile_of(keep.id)
    for name in _TOLD:
        setattr(own, name, getattr(own, name) or getattr(other, name))
    if own.birth_month is None and keep.birthday is None:
        for name in _BIRTH:
            setattr(own, name, getattr(other, name))
    own.sizes = other.sizes | own.sizes
    own.custom = other.custom | own.custom
    own.save()
    answered = FieldValue.objects.filter(member=keep).values_list("field", flat=True)
    FieldValue.objects.filter(member=gone).exclude(field__in=list(answered)).update(member=keep)
    other.delete()
    FieldValue.objects.filter(member=gone).delete()


def _move_family(keep: Member, gone: Member) -> None:
    links = FamilyLink.objects.filter(Q(member=gone) | Q(relative=gone))
    for link in list(links):
        forward = link.member_id == gone.id
        other = link.relative_id if forward else link.member_id
        relation = link.relation if forward else rules.inverse(link.relation)
        link.delete()
        if other == keep.id:
            continue
        first, second = sorted((keep.id, other))
        kept = relation if first == keep.id else rules.inverse(relation)
        FamilyLink.objects.get_or_create(
            member_id=first, relative_id=second, defaults={"relation": kept}
        )
