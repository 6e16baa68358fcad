"""Refusals of promotions (``promotions``) and coupons (``coupons``)."""

from datetime import date

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def promotion_not_found() -> NotFound:
    """No such promotion for this actor."""
    return NotFound(
        "promotions.not_found", gettext_noop("There is no such promotion. Choose one of the list.")
    )


def promotion_ended() -> Conflict:
    """A change to a promotion that somebody has ended."""
    return Conflict(
        "promotions.ended",
        gettext_noop("This promotion has been ended. Set up a new one instead."),
    )


def promotion_paused() -> Conflict:
    """Pausing what is paused."""
    return Conflict(
        "promotions.paused", gettext_noop("This promotion is paused already. Look at it again.")
    )


def promotion_not_paused() -> Conflict:
    """Resuming what runs."""
    return Conflict(
        "promotions.not_paused", gettext_noop("This promotion is not paused. Look at it again.")
    )


def promotion_not_waiting() -> Conflict:
    """Approving what waits for nobody."""
    return Conflict(
        "promotions.not_waiting",
        gettext_noop("This promotion waits for nobody. Look at it again."),
    )


def second_person() -> Conflict:
    """Approving what one made or last changed oneself."""
    return Conflict(
        "promotions.second_person",
        gettext_noop("You made or last changed this promotion. Somebody else has to approve it."),
    )


def field_invalid(*, field: str) -> Invalid:
    """A field that a promotion or coupon of this kind cannot have; ``field`` names it."""
    return Invalid(
        "promotions.field_invalid",
        gettext_noop("A value is missing or does not fit. Correct the field that is marked."),
        field=field,
    )


def days_invalid() -> Invalid:
    """An offer that ends before it starts."""
    return Invalid(
        "promotions.days_invalid",
        gettext_noop("The last day lies before the first. Choose the days again."),
    )


def coupon_kind_not_found() -> NotFound:
    """No such kind of coupon."""
    return NotFound(
        "coupons.kind_not_found", gettext_noop("There is no such coupon. Choose one of the list.")
    )


def members_not_found(*, count: int) -> NotFound:
    """Coupons for members who do not exist."""
    return NotFound(
        "members.not_found",
        gettext_noop("%(count)s of the members cannot be found. Choose the members again."),
        count=count,
    )


def members_missing() -> Invalid:
    """Coupons for nobody."""
    return Invalid("coupons.members_missing", gettext_noop("Choose at least one member."))


def coupon_not_found(*, coupon: str) -> NotFound:
    """An unknown code."""
    return NotFound(
        "coupons.not_found",
        gettext_noop("There is no coupon %(coupon)s. Check the code or leave it out."),
        coupon=coupon,
    )


def coupon_not_yours(*, coupon: str) -> Conflict:
    """A coupon that was issued to another member."""
    return Conflict(
        "coupons.not_yours",
        gettext_noop(
            "The coupon %(coupon)s belongs to another member. Use another one, or go on without."
        ),
        coupon=coupon,
    )


def coupon_used(*, coupon: str) -> Conflict:
    """A coupon without a use left."""
    return Conflict(
        "coupons.used",
        gettext_noop(
            "The coupon %(coupon)s has been used already. Use another one, or go on without."
        ),
        coupon=coupon,
    )


def coupon_elsewhere(*, coupon: str) -> Conflict:
    """A coupon that serves in other stores."""
    return Conflict(
        "coupons.elsewhere",
        gettext_noop(
            "The coupon %(coupon)s does not serve in this store. Use another one, or go on without."
        ),
        coupon=coupon,
    )


def coupon_held(*, coupon: str) -> Conflict:
    """A coupon that another open ticket has, or that is on its way to a friend."""
    return Conflict(
        "coupons.held",
        gettext_noop(
            "The coupon %(coupon)s is held by another ticket, or on its way to a friend."
            " Use another one, or go on without."
        ),
        coupon=coupon,
    )


def kind_over() -> Conflict:
    """A kind of coupon whose days have passed."""
    return Conflict(
        "coupons.kind_over",
        gettext_noop("The days of this coupon are over. Give it new days first."),
    )


def kind_stopped() -> Conflict:
    """A kind of coupon that is issued no more."""
    return Conflict(
        "coupons.kind_stopped",
        gettext_noop("This coupon is not issued any more. Choose another one."),
    )


def kind_spent(*, left: int) -> Conflict:
    """More coupons than there are to be; ``left`` may still be issued."""
    return Conflict(
        "coupons.kind_spent",
        gettext_noop("Of this coupon only %(left)s more may be issued. Choose fewer."),
        left=left,
    )


def member_has_enough(*, most: int) -> Conflict:
    """A member who had as many of a kind as a member may."""
    return Conflict(
        "coupons.member_has_enough",
        gettext_noop("A member gets at most %(most)s of this coupon, and this one had them."),
        most=most,
    )


def total_too_low(*, issued: int) -> Invalid:
    """A limit below what was issued already."""
    return Invalid(
        "coupons.total_too_low",
        gettext_noop("%(issued)s of this coupon are out already. Choose a higher number."),
        issued=issued,
    )


def batch_not_found() -> NotFound:
    """No such batch of codes."""
    return NotFound(
        "coupons.batch_not_found", gettext_noop("There is no such batch. Choose one of the list.")
    )


def batch_unfinished() -> Conflict:
    """A batch whose codes are still being made."""
    return Conflict(
        "coupons.batch_unfinished",
        gettext_noop("The codes are still being made. Wait a moment, and try again."),
    )


def batch_exported(*, by: str) -> Conflict:
    """A batch whose file somebody has."""
    return Conflict(
        "coupons.batch_exported",
        gettext_noop("%(by)s has the file of these codes: it is handed out once."),
        by=by,
    )


def not_for_friends() -> Conflict:
    """A coupon that its owner alone may use."""
    return Conflict(
        "coupons.not_for_friends",
        gettext_noop("This coupon is for you alone: it cannot be given to a friend."),
    )


def gift_not_found() -> NotFound:
    """An unknown code of a friend's coupon."""
    return NotFound(
        "coupons.gift_not_found",
        gettext_noop("No coupon has this code. Open the whole link, or ask for it again."),
    )


def gift_settled() -> Conflict:
    """A friend's coupon that was taken, taken back, or not taken in time."""
    return Conflict(
        "coupons.gift_settled",
        gettext_noop("This coupon has been taken, or is not given any more. Ask who sent it."),
    )


def gifts_limited() -> Conflict:
    """Too many unknown codes of one member."""
    return Conflict(
        "coupons.lookups_limited",
        gettext_noop("Too many unknown codes. Wait a quarter of an hour, and try again."),
    )


def days_missing() -> Invalid:
    """Coupons of a kind that says no days, without days."""
    return Invalid(
        "coupons.days_missing",
        gettext_noop("Say from when until when it is valid: the coupon itself does not say."),
    )


def coupon_cancelled(*, coupon: str) -> Conflict:
    """A coupon that was taken back before it was used."""
    return Conflict(
        "coupons.cancelled",
        gettext_noop("The coupon %(coupon)s was cancelled. Use another one, or go on without."),
        coupon=coupon,
    )


def coupon_expired(*, coupon: str, starts_on: date, ends_on: date) -> Conflict:
    """A coupon outside its days."""
    return Conflict(
        "coupons.expired",
        gettext_noop(
            "The coupon %(coupon)s is valid from %(starts_on)s to %(ends_on)s."
            " Use another one, or go on without."
        ),
        coupon=coupon,
        starts_on=starts_on.isoformat(),
        ends_on=ends_on.isoformat(),
    )


def lookups_limited() -> Conflict:
    """Too many unknown codes from one till."""
    return Conflict(
        "coupons.lookups_limited",
        gettext_noop(
            "Too many unknown coupon codes came from this till. Sell without a coupon,"
            " or wait a quarter of an hour."
        ),
    )
