"""Refusals about codes, messages and consents."""

from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound, gettext_noop


def code_too_soon(*, seconds: int) -> Conflict:
    """A code was sent a moment ago."""
    return Conflict(
        "messaging.code_too_soon",
        gettext_noop("A code was sent a moment ago. Ask for another in %(seconds)s seconds."),
        seconds=seconds,
    )


def code_limit(*, seconds: int) -> Conflict:
    """Enough codes for this hour or day, of a phone, an address or a device."""
    return Conflict(
        "messaging.code_limit",
        gettext_noop("Too many codes were asked for. Try again in %(minutes)s minutes."),
        seconds=seconds,
        minutes=-(-seconds // 60),
    )


def challenge_needed() -> Forbidden:
    """Many codes were asked for: the browser first shows that it is worth another."""
    return Forbidden(
        "messaging.challenge_needed",
        gettext_noop("Many codes were asked for here. Your browser is checked first; ask again."),
    )


def code_wrong(*, left: int) -> Forbidden:
    """Other digits than were sent."""
    return Forbidden(
        "messaging.code_wrong",
        gettext_noop("This is not the code that was sent. Tries left: %(left)s."),
        left=left,
    )


def code_expired() -> Conflict:
    """No code that could be right: too old, used, tried too often, or never sent."""
    return Conflict(
        "messaging.code_expired",
        gettext_noop("This code is no longer valid. Ask for a new one."),
    )


def proof_expired() -> Forbidden:
    """The phone was proven too long ago, or for something else."""
    return Forbidden(
        "messaging.proof_expired",
        gettext_noop("Confirm the phone again: it was confirmed too long ago."),
    )


def purpose_unknown(*, purpose: str) -> Invalid:
    """A purpose that nobody stated."""
    return Invalid(
        "messaging.purpose_unknown",
        gettext_noop("There is no purpose %(purpose)s. Choose one of the list."),
        purpose=purpose,
    )


def text_unknown(*, purpose: str, version: int) -> Invalid:
    """A consent to a text that was never shown."""
    return Invalid(
        "messaging.text_unknown",
        gettext_noop("The text has changed meanwhile. Read it again, and choose anew."),
        purpose=purpose,
        version=version,
    )


def not_for_children() -> Invalid:
    """A guardian consents to a child's membership and to nothing else (domain handbook, section 2)."""
    return Invalid(
        "messaging.not_for_children",
        gettext_noop(
            "For a child under 14 only the membership is agreed to. Leave the rest empty."
        ),
    )


def texts_missing(*, language: str) -> Invalid:
    """A consent text that not everybody could read."""
    return Invalid(
        "messaging.texts_missing",
        gettext_noop("Write the text in every language; %(language)s is missing."),
        language=language,
    )


def not_expected() -> NotFound:
    """A push by somebody who does not know the way, or of a provider that is not ours."""
    return NotFound(
        "messaging.not_expected", gettext_noop("There is nothing here. Check the address.")
    )
