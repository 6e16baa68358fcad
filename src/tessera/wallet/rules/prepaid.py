"""Pure rules: what the law asks of prepaid value, as a dated profile, and a sale judged by it.

Domain handbook 1.4: each rule is off, warns, or blocks. Its sources are the MOFCOM Order on
single-purpose cards (1.1), the regulation of 2024 (1.2) and the court's interpretation of 2025 (1.3).
Prepaid is whatever is paid before it is delivered: top-ups and cards, which are a member's and so
registered, and gift cards, which are anybody's.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

OFF, WARN, BLOCK = "off", "warn", "block"
MODES = (OFF, WARN, BLOCK)

MAX_REGISTERED, MAX_BEARER = "max_balance.registered", "max_balance.bearer"
NAME_REGISTERED, NAME_BEARER = "realname.required_for_registered", "realname.bearer_over"
UNIT_FROM, PERSON_FROM = "noncash.unit_from", "noncash.person_from"
PAYER = "noncash.payer"
"""What a finding names, by the rules of ``UNIT_FROM`` and ``PERSON_FROM``; no rule of its own."""
NO_EXPIRY, BEARER_YEARS = "expiry.registered", "expiry.bearer_min_years"
BONUS_EXPIRY = "bonus_expiry_allowed"
CONTRACT = "contract.required"
COOLING_OFF = "cooling_off_days"
SAME_NAME, CASH_MAX = "refund.same_name_account", "refund.cash_max"
RETENTION = "record_retention_years"
CUSTODY = "custody.rate"
CLOSING_NOTICE = "closing_notice_days"


@dataclass(frozen=True, slots=True)
class Rule:
    """How strict, and the rule's own figure: minor units, days, years or basis points."""

    mode: str
    value: int = 0


Profile = Mapping[str, Rule]
"""The rules in force, each by its key."""

CN_DEFAULT: Profile = {
    MAX_REGISTERED: Rule(BLOCK, 500_000),
    MAX_BEARER: Rule(BLOCK, 100_000),
    NAME_REGISTERED: Rule(WARN),
    NAME_BEARER: Rule(WARN, 1_000_000),
    UNIT_FROM: Rule(BLOCK, 500_000),
    PERSON_FROM: Rule(BLOCK, 5_000_000),
    NO_EXPIRY: Rule(BLOCK),
    BEARER_YEARS: Rule(BLOCK, 3),
    BONUS_EXPIRY: Rule(WARN),
    CONTRACT: Rule(BLOCK),
    COOLING_OFF: Rule(BLOCK, 7),
    SAME_NAME: Rule(BLOCK),
    CASH_MAX: Rule(BLOCK, 10_000),
    RETENTION: Rule(BLOCK, 5),
    CUSTODY: Rule(WARN, 0),
    CLOSING_NOTICE: Rule(WARN, 30),
}
"""The table of the domain handbook, 1.4."""

CN_STRICT: Profile = {
    **CN_DEFAULT,
    NAME_REGISTERED: Rule(BLOCK),
    NAME_BEARER: Rule(BLOCK, 1_000_000),
    BONUS_EXPIRY: Rule(BLOCK),
}

NONE: Profile = {key: Rule(OFF, rule.value) for key, rule in CN_DEFAULT.items()}
"""For brands to whom this law does not speak."""

PROFILES: Mapping[str, Profile] = {"cn-default": CN_DEFAULT, "cn-strict": CN_STRICT, "none": NONE}


@dataclass(frozen=True, slots=True)
class PrepaidCase:
    """What a sale sells of prepaid value, as the law sees it; amounts in minor units.

    ``registered_minor`` is paid for top-ups and cards of a member, ``bearer_minor`` for gift cards;
    ``registered_full_minor`` and ``bearer_full_minor`` are what the fullest card of each sort would
    hold, frozen or not, and 0 where none is sold; ``cash_minor`` what of it all is paid in notes.
    ``is_unit``: a firm buys; ``payer_is_noted``: the name and the number of the account that pays are.
    ``contract_version`` is the brand's newest, 0 for none.
    """

    registered_minor: int = 0
    registered_full_minor: int = 0
    bearer_minor: int = 0
    bearer_full_minor: int = 0
    cash_minor: int = 0
    is_unit: bool = False
    payer_is_noted: bool = False
    has_real_name: bool = False
    contract_version: int = 0
    accepted_version: int = 0

    @property
    def amount_minor(self) -> int:
        """What is paid at once for prepaid value."""
        return self.registered_minor + self.bearer_minor


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule has against a sale: ``blocks`` it, or warns. ``limit`` is the rule's figure."""

    key: str
    blocks: bool
    limit: int


def judge(profile: Profile, case: PrepaidCase) -> tuple[Finding, ...]:
    """What the rules in force have against a sale of prepaid value, in the order of the table."""
    found = []
    for told, key, breaks in _BROKEN:
        rule = profile.get(key, CN_DEFAULT[key])
        if rule.mode != OFF and breaks(rule.value, case):
            found.append(Finding(told, rule.mode == BLOCK, rule.value))
    return tuple(found)


def same_name(noted: str, payee: str) -> bool:
    """Whether an account is of the name on the document: however wide its letters are written, and
    whatever stands between its parts (阿依·古丽, Li  Ming)."""
    return _bare(noted) == _bare(payee)


def _bare(name: str) -> str:
    return "".join(
        sign for sign in unicodedata.normalize("NFKC", name) if sign.isalnum()
    ).casefold()


def is_sound(profile: Profile) -> bool:
    """Whether a profile has every rule, each with a known mode and a figure that may be."""
    whole = profile.keys() == CN_DEFAULT.keys()
    return whole and all(
        rule.mode in MODES and 0 <= rule.value <= _MOST.get(key, 10**12)
        for key, rule in profile.items()
    )


_MOST: Mapping[str, int] = {
    BEARER_YEARS: 100,
    COOLING_OFF: 365,
    RETENTION: 100,
    CUSTODY: 10_000,
    CLOSING_NOTICE: 365,
}


def _registered_too_full(limit: int, case: PrepaidCase) -> bool:
    return case.registered_full_minor > limit


def _bearer_too_full(limit: int, case: PrepaidCase) -> bool:
    return case.bearer_full_minor > limit


def _cash_too_high(*, unit: bool) -> Callable[[int, PrepaidCase], bool]:
    def breaks(limit: int, case: PrepaidCase) -> bool:
        return case.is_unit is unit and case.amount_minor >= limit and case.cash_minor > 0

    return breaks


def _payer_missing(*, unit: bool) -> Callable[[int, PrepaidCase], bool]:
    """What is paid by transfer is recorded with whose account it came from (domain handbook 1.1); of
    notes there is none to record."""

    def breaks(limit: int, case: PrepaidCase) -> bool:
        is_large = case.is_unit is unit and case.amount_minor >= max(1, limit)
        return is_large and case.cash_minor == 0 and not case.payer_is_noted

    return breaks


def _name_missing(_: int, case: PrepaidCase) -> bool:
    return case.registered_minor > 0 and not case.has_real_name


def _bearer_name_missing(limit: int, case: PrepaidCase) -> bool:
    return case.bearer_minor >= max(1, limit) and not case.has_real_name


def _contract_missing(_: int, case: PrepaidCase) -> bool:
    """Nobody can accept what the brand has not written; the office says that it must."""
    return case.contract_version > case.accepted_version


_BROKEN: Sequence[tuple[str, str, Callable[[int, PrepaidCase], bool]]] = (
    (MAX_REGISTERED, MAX_REGISTERED, _registered_too_full),
    (MAX_BEARER, MAX_BEARER, _bearer_too_full),
    (NAME_REGISTERED, NAME_REGISTERED, _name_missing),
    (NAME_BEARER, NAME_BEARER, _bearer_name_missing),
    (UNIT_FROM, UNIT_FROM, _cash_too_high(unit=True)),
    (PERSON_FROM, PERSON_FROM, _cash_too_high(unit=False)),
    (PAYER, UNIT_FROM, _payer_missing(unit=True)),
    (PAYER, PERSON_FROM, _payer_missing(unit=False)),
    (CONTRACT, CONTRACT, _contract_missing),
)
"""What is told, the rule that says how strict and from which figure on, and whether a sale breaks it."""
