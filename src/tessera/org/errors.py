"""Refusals of the organisation."""

from collections.abc import Sequence

from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound, gettext_noop


def brand_missing() -> NotFound:
    """Nobody has set the brand up."""
    return NotFound("org.brand_missing", gettext_noop("Set up the brand first."))


def brand_exists() -> Conflict:
    """One installation serves one brand."""
    return Conflict(
        "org.brand_exists",
        gettext_noop("The brand is set up already. Change its name or colour instead."),
    )


def store_not_found() -> NotFound:
    """No such store, or not for this actor."""
    return NotFound("org.store_not_found", gettext_noop("There is no such store. Choose another."))


def till_not_found() -> NotFound:
    """No such till, or not for this actor."""
    return NotFound("org.till_not_found", gettext_noop("There is no such till. Choose another."))


def staff_not_found() -> NotFound:
    """No such person, or not for this actor."""
    return NotFound(
        "org.staff_not_found", gettext_noop("Nobody like that works here. Choose somebody else.")
    )


def pin_weak() -> Invalid:
    """Not six digits, or such as everybody tries first."""
    return Invalid(
        "org.pin_weak",
        gettext_noop("Choose six digits that are not easy to guess, not 123456 or 111111."),
    )


def token_not_found() -> NotFound:
    """The token signs nobody in."""
    return NotFound(
        "org.token_not_found", gettext_noop("This till is signed out already. Sign in again.")
    )


def code_taken(*, code: str) -> Conflict:
    """Codes of stores are unique, and those of tills within a store."""
    return Conflict(
        "org.code_taken",
        gettext_noop("The code %(text)s is in use. Choose another."),
        text=code,
    )


def username_taken(*, username: str) -> Conflict:
    """Two people may not sign in under one name."""
    return Conflict(
        "org.username_taken",
        gettext_noop("Somebody signs in as %(username)s already. Choose another name."),
        username=username,
    )


def field_required(*, field: str) -> Invalid:
    """A text was empty."""
    return Invalid("org.field_required", gettext_noop("Fill in %(field)s."), field=field)


def field_too_long(*, field: str, limit: int) -> Invalid:
    """A text was longer than can be kept."""
    return Invalid(
        "org.field_too_long",
        gettext_noop("Shorten %(field)s to %(limit)s characters."),
        field=field,
        limit=limit,
    )


def code_invalid(*, code: str) -> Invalid:
    """A code with other characters than can be typed and printed everywhere."""
    return Invalid(
        "org.code_invalid",
        gettext_noop(
            "The code %(text)s is not usable. Take 1 to 12 letters A-Z, digits or hyphens."
        ),
        text=code,
    )


def zone_unknown(*, zone: str) -> Invalid:
    """Not a time zone."""
    return Invalid(
        "org.zone_unknown",
        gettext_noop("There is no time zone %(zone)s. Choose one such as Asia/Shanghai."),
        zone=zone,
    )


def cutover_invalid() -> Invalid:
    """Not an hour of the day."""
    return Invalid(
        "org.cutover_invalid",
        gettext_noop("The hour at which a business day begins lies between 0 and 23."),
    )


def kind_unknown(*, kind: str) -> Invalid:
    """Not a kind of store."""
    return Invalid(
        "org.kind_unknown",
        gettext_noop("A store is direct, franchise or online, not %(kind)s."),
        kind=kind,
    )


def currency_unknown(*, currency: str) -> Invalid:
    """Not a currency."""
    return Invalid(
        "org.currency_unknown",
        gettext_noop("There is no currency %(currency)s. Choose one such as CNY."),
        currency=currency,
    )


def colour_invalid(*, colour: str) -> Invalid:
    """Not a colour."""
    return Invalid(
        "org.colour_invalid",
        gettext_noop("%(colour)s is no colour. Write it like #a63a2b."),
        colour=colour,
    )


def username_invalid() -> Invalid:
    """A sign-in name that cannot be typed reliably."""
    return Invalid(
        "org.username_invalid",
        gettext_noop("A sign-in name has 1 to 60 characters and no spaces."),
    )


def password_weak(*, reasons: Sequence[str]) -> Invalid:
    """The password does not meet the validators of the settings."""
    return Invalid(
        "org.password_weak",
        gettext_noop("Choose a stronger password. %(advice)s"),
        advice=" ".join(reasons),
    )


def password_wrong() -> Forbidden:
    """The present password was not the right one."""
    return Forbidden(
        "org.password_wrong", gettext_noop("The present password is not right. Try again.")
    )


def too_many_attempts() -> Forbidden:
    """This name, or this network address, failed too often lately."""
    return Forbidden(
        "org.too_many_attempts",
        gettext_noop(
            "Too many attempts. Wait half an hour, or ask a manager to set a new password."
        ),
    )


def role_unknown(*, role: str) -> Invalid:
    """Not one of the five roles."""
    return Invalid(
        "org.role_unknown", gettext_noop("There is no role %(role)s. Choose another."), role=role
    )


def stores_needed() -> Invalid:
    """A person without any store could do nothing."""
    return Invalid("org.stores_needed", gettext_noop("Choose at least one store for this person."))


def above_own(*, role: str) -> Forbidden:
    """Nobody gives, changes or takes what they do not have themselves."""
    return Forbidden(
        "org.above_own",
        gettext_noop(
            "The role %(role)s or its stores go beyond your own. Ask somebody who has them."
        ),
        role=role,
    )


def last_owner() -> Conflict:
    """Without an owner nobody could ever let anybody in again."""
    return Conflict(
        "org.last_owner",
        gettext_noop("This is the last owner. Make somebody else an owner first."),
    )


def own_account() -> Conflict:
    """People do not lock themselves out."""
    return Conflict(
        "org.own_account",
        gettext_noop("You cannot dismiss yourself. Ask another owner or manager."),
    )


def scope_unknown(*, scope: str) -> Invalid:
    """A token cannot carry what its issuer may not do."""
    return Invalid(
        "org.scope_unknown",
        gettext_noop("You cannot hand on the permission %(scope)s. Leave it out."),
        scope=scope,
    )
