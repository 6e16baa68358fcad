"""Step 4, several pieces together: which pieces take part in which promotions, as plans.

Each piece is in one deal, or is an extra, or takes the price of its line with the rest of it.
"""

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, product

from tessera.pricing import kinds, rates
from tessera.pricing.eligibility import Live
from tessera.pricing.kinds import DealKind, bundle
from tessera.pricing.kinds.pieces import Piece
from tessera.pricing.lines import Line
from tessera.pricing.terms import AddOn, Bundle, Promotion, SpendGift

STATES = 256
"""Up to so many different plans are all looked at (docs/price-algorithm.md, section 3)."""

TRIES = 8_192
"""So many ways are tried to find them."""

WAYS = 128
"""Up to so many sets of pieces of one deal are all tried."""

DEALS, WIDTH = 6, 4
"""Beyond these bounds: so many deals are looked at, and so many plans are kept after each."""


@dataclass(frozen=True, slots=True)
class Deal:
    """A promotion of several pieces, the lines whose pieces may take part, and how many may.

    ``watched`` are the lines that an extra's threshold looks at; of other kinds it is empty.
    """

    live: Live
    scope: tuple[int, ...]
    most: int
    watched: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Dealt:
    """A deal as it was done: its pieces and what they save off plain prices, by line."""

    promotion: Promotion
    pieces: Mapping[int, int]
    shares: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Extra:
    """Pieces for ``price_minor`` each, by line, that hang on a threshold of the watched lines."""

    promotion: Promotion
    pieces: tuple[tuple[int, int], ...]
    price_minor: int
    watched: tuple[int, ...]
    threshold_minor: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What deals make of the lines: the pieces left of each, what those in deals cost, and how much
    that is below the lowest prices without deals. Extras are in neither."""

    left: tuple[int, ...]
    fixed: tuple[int, ...]
    value_minor: int = 0
    dealt: tuple[Dealt, ...] = ()
    extras: tuple[Extra, ...] = ()

    @property
    def outside_minor(self) -> int:
        """What its extras cost."""
        return sum(one.price_minor * count for one in self.extras for _, count in one.pieces)

    def used(self, promotion: Promotion) -> int:
        """How many pieces that promotion serves already."""
        return sum(sum(one.pieces.values()) for one in self.dealt if one.promotion is promotion)


def nothing(lines: Sequence[Line]) -> Plan:
    """The plan without any deal."""
    return Plan(tuple(line.quantity for line in lines), (0,) * len(lines))


def deals_of(live: Live, lines: Sequence[Line], plain: Sequence[int]) -> list[Deal]:
    """The deals of one promotion that the cart has pieces enough for; one for each SKU where all
    must be of one. ``plain`` are the plain prices of a piece of each line."""
    promotion, scope = live.promotion, live.scope
    config, cap = promotion.config, promotion.left.units
    if isinstance(config, AddOn | SpendGift):
        served = tuple(i for i, line in enumerate(lines) if line.item.sku_id in config.sku_ids)
        amount = sum([plain[i] * lines[i].quantity for i in scope])
        room = kinds.EXTRA[promotion.kind].room(config, amount)
        most = min(room, sum(lines[i].quantity for i in served), room if cap is None else cap)
        return [Deal(live, served, most, scope)] if most else []
    kind = kinds.deal_kind(promotion)
    found = []
    for part in _parts(kind, live, lines):
        pieces = sum([lines[i].quantity for i in part])
        most = pieces if cap is None else min(pieces, cap)
        if most >= kind.least(config):
            found.append(Deal(live, part, most))
    return found


def most_pieces(live: Live, lines: Sequence[Line]) -> int:
    """How many pieces the cart has for it; of one SKU where all must be."""
    parts = _parts(kinds.deal_kind(live.promotion), live, lines)
    return max(sum([lines[i].quantity for i in part]) for part in parts)


def _parts(kind: DealKind, live: Live, lines: Sequence[Line]) -> list[tuple[int, ...]]:
    return _by_sku(live.scope, lines) if kind.per_sku(live.promotion.config) else [live.scope]


def _by_sku(scope: tuple[int, ...], lines: Sequence[Line]) -> list[tuple[int, ...]]:
    places: dict[str, list[int]] = {}
    for index in scope:
        places.setdefault(lines[index].item.sku_id, []).append(index)
    return [tuple(part) for part in places.values()]


Gains = dict[tuple[str, tuple[int, ...]], int]
"""What deals give by themselves, by promotion and lines, as far as it is known."""


def plans(
    deals: Sequence[Deal],
    pieces: Sequence[Piece],
    lines: Sequence[Line],
    *,
    thresholds: bool,
    gains: Gains,
) -> list[Plan]:
    """The plans worth looking at, that without any deal first.

    ``pieces`` is one piece of each line. Without ``thresholds`` nothing else depends on what lines
    cost, so that of plans with the same pieces left only the cheapest matters. ``gains`` are kept
    from one way of pricing the cart to the next.
    """
    start = nothing(lines)
    planner = _Planner(start, pieces, gains, thresholds=thresholds)
    found = planner.every(start, deals)
    return planner.some(start, deals) if found is None else found


class _Planner:
    """Makes plans of the pieces of one cart."""

    def __init__(
        self, start: Plan, pieces: Sequence[Piece], gains: Gains, *, thresholds: bool
    ) -> None:
        self.start, self.pieces, self.gains = start, pieces, gains
        self.thresholds = thresholds
        self._ordered: dict[tuple[int, ...], list[Piece]] = {}
        self._pieces: dict[tuple[tuple[int, ...], tuple[int, ...]], list[list[Piece]]] = {}
        self._bounds: dict[int, list[int]] = {}

    def every(self, start: Plan, deals: Sequence[Deal]) -> list[Plan] | None:
        """All different plans; None if they are too many."""
        found, tries = {self._key(start): start}, 0
        for deal in deals:
            ways = 1
            for index in deal.scope:
                ways *= start.left[index] + 1
            tries += ways * len(found)
            if ways > WAYS or tries > TRIES:
                return None
            for plan in list(found.values()):
                self._keep(found, self._extended(plan, deal, self._all_sets(plan, deal)))
                if len(found) > STATES:
                    return None
        return list(found.values())

    def some(self, start: Plan, deals: Sequence[Deal]) -> list[Plan]:
        """Of the deals that give most by themselves the plans that do."""
        worth: list[tuple[int, int]] = []
        for bound, place in sorted(
            (-self._most(start, deal), place) for place, deal in enumerate(deals)
        ):
            if bound >= 0 or (len(worth) == DEALS and worth[-1][0] < bound):
                break
            if (best := self._alone(deals[place])) > 0:
                insort(worth, (-best, place))
                del worth[DEALS:]
        found = {self._key(start): start}
        for place in sorted(place for _, place in worth):
            for plan in list(found.values()):
                sets = self._likely_sets(plan, deals[place])
                self._keep(found, self._extended(plan, deals[place], sets))
            kept = sorted(found.items(), key=lambda item: -item[1].value_minor)[:WIDTH]
            found = dict([(self._key(start), start), *kept])
        return list(found.values())

    def _alone(self, deal: Deal) -> int:
        """What the deal gives by itself."""
        key = deal.live.promotion.id, deal.scope
        if key not in self.gains:
            sets = self._likely_sets(self.start, deal, most=1)
            self.gains[key] = max((_gain(deal, pieces) for pieces in sets), default=0)
        return self.gains[key]

    def _most(self, start: Plan, deal: Deal) -> int:
        """More than this no set of its pieces gives: of what it takes off plain prices, what lowest
        prices have taken off already counts nowhere."""
        promotion = deal.live.promotion
        if (known := self.gains.get((promotion.id, deal.scope))) is not None:
            return known
        if deal.live.role == "extra":
            pieces = self._expanded(start, deal.scope)[0]
            return sum([piece.low_minor for piece in pieces[: deal.most]])
        if not isinstance(promotion.config, Bundle):
            rate_bp = kinds.deal_kind(promotion).most_bp(promotion.config)
            if rate_bp not in self._bounds:
                parts = [_part(piece, rate_bp) for piece in self.pieces]
                self._bounds[rate_bp] = [
                    part * left for part, left in zip(parts, start.left, strict=True)
                ]
            bounds = self._bounds[rate_bp]
            return sum([bounds[i] for i in deal.scope])
        pieces = self._expanded(start, deal.scope)[0]
        size = kinds.deal_kind(promotion).least(promotion.config)
        plain = sum([piece.plain_minor for piece in pieces[:size]])
        return len(pieces) // size * (plain - promotion.config.price_minor)

    def _expanded(self, plan: Plan, scope: tuple[int, ...]) -> list[list[Piece]]:
        """All pieces that a plan leaves of these lines, dearest first; and besides, if they are not
        all, those that nothing else makes cheaper."""
        key = scope, () if plan is self.start else tuple([plan.left[i] for i in scope])
        found = self._pieces.get(key)
        if found is None:
            order = self._dearest(scope)
            every = [piece for piece in order for _ in range(plan.left[piece.index])]
            unmoved = [piece for piece in every if piece.low_minor == piece.plain_minor]
            found = self._pieces[key] = [every] if len(unmoved) == len(every) else [every, unmoved]
        return found

    def _key(self, plan: Plan) -> object:
        extras = tuple((one.promotion.id, one.pieces) for one in plan.extras)
        return (plan.left, plan.fixed, extras) if self.thresholds else plan.left

    def _keep(self, found: dict[object, Plan], made: Iterable[Plan]) -> None:
        for plan in made:
            key = self._key(plan)
            known = found.get(key)
            if known is None or (not self.thresholds and known.value_minor < plan.value_minor):
                found[key] = plan

    def _all_sets(self, plan: Plan, deal: Deal) -> Iterator[list[Piece]]:
        """Every set of pieces that may take part, dearest first."""
        order = self._dearest(deal.scope)
        counts = [range(plan.left[piece.index] + 1) for piece in order]
        wanted = set(self._sizes(plan, deal))
        for chosen in product(*counts):
            if sum(chosen) in wanted:
                yield [p for p, n in zip(order, chosen, strict=True) for _ in range(n)]

    def _likely_sets(self, plan: Plan, deal: Deal, *, most: int = 3) -> Iterator[Sequence[Piece]]:
        """A few: the dearest pieces, also of those only that nothing else makes cheaper; so many
        that they give most, and as many as can."""
        possible = self._sizes(plan, deal)
        for pieces in self._expanded(plan, deal.scope):
            sizes = [n for n in possible if n <= len(pieces)]
            if sizes:
                for size in dict.fromkeys(
                    [_best_size(deal, pieces, sizes), sizes[-1], sizes[0]][:most]
                ):
                    yield _picked(deal.live.promotion, pieces, size)

    def _dearest(self, scope: tuple[int, ...]) -> list[Piece]:
        if scope not in self._ordered:
            pieces = [self.pieces[i] for i in scope]
            self._ordered[scope] = sorted(pieces, key=lambda p: (-p.plain_minor, p.index))
        return self._ordered[scope]

    def _sizes(self, plan: Plan, deal: Deal) -> Sequence[int]:
        promotion = deal.live.promotion
        available = min(sum([plan.left[i] for i in deal.scope]), deal.most)
        if deal.live.role == "extra":
            return range(1, available + 1)
        if promotion.left.units is not None:
            available = min(available, promotion.left.units - plan.used(promotion))
        return kinds.deal_kind(promotion).sizes(promotion.config, available)

    def _extended(self, plan: Plan, deal: Deal, sets: Iterable[Sequence[Piece]]) -> Iterator[Plan]:
        """``plan`` with that deal done on each of the sets of pieces that it takes."""
        extra = deal.live.role == "extra"
        for pieces in sets:
            made = _with_extra(plan, deal, pieces) if extra else _with_deal(plan, deal, pieces)
            if made is not None and (self.thresholds or made.value_minor > plan.value_minor):
                yield made


def _best_size(deal: Deal, pieces: Sequence[Piece], sizes: Sequence[int]) -> int:
    """How many of the first pieces give most, as far as the costs of all of them tell."""
    promotion, some = deal.live.promotion, pieces[: sizes[-1]]
    config = promotion.config
    if len(sizes) == 1 or deal.live.role == "extra":
        return sizes[-1]
    gained = list(accumulate([piece.low_minor for piece in some], initial=0))
    if isinstance(config, Bundle):
        least = kinds.deal_kind(promotion).least(config)
        return max(sizes, key=lambda size: gained[size] - size // least * config.price_minor)
    costs = kinds.deal_kind(promotion).costs(config, some)
    if costs is None:
        return sizes[0]
    spent = list(accumulate(costs, initial=0))
    return max(sizes, key=lambda size: gained[size] - spent[size])


def _picked(promotion: Promotion, pieces: Sequence[Piece], size: int) -> Sequence[Piece]:
    if isinstance(promotion.config, Bundle):
        return bundle.pick(promotion.config, pieces, size)
    return pieces[:size]


def _part(piece: Piece, rate_bp: int) -> int:
    """What that rate, if it is not above the half of it, gives more than the lowest price does."""
    return max(rates.part(piece.plain_minor, rate_bp) + 1 - piece.plain_minor + piece.low_minor, 0)


def _gain(deal: Deal, pieces: Sequence[Piece]) -> int:
    """What the deal takes off the lowest prices of these pieces."""
    promotion = deal.live.promotion
    low = sum([piece.low_minor for piece in pieces])
    if deal.live.role == "extra":
        return low - kinds.EXTRA[promotion.kind].price_minor(promotion.config) * len(pieces)
    costs = kinds.deal_kind(promotion).costs(promotion.config, pieces)
    return 0 if costs is None else low - sum(costs)


def _with_deal(plan: Plan, deal: Deal, pieces: Sequence[Piece]) -> Plan | None:
    promotion = deal.live.promotion
    costs = kinds.deal_kind(promotion).costs(promotion.config, pieces)
    if costs is None:
        return None
    left, fixed, value = list(plan.left), list(plan.fixed), plan.value_minor
    counts: dict[int, int] = {}
    shares: dict[int, int] = {}
    for piece, cost in zip(pieces, costs, strict=True):
        index = piece.index
        left[index] -= 1
        fixed[index] += cost
        value += piece.low_minor - cost
        counts[index] = counts.get(index, 0) + 1
        shares[index] = shares.get(index, 0) + piece.plain_minor - cost
    if not any(shares.values()):
        return None
    dealt = Dealt(promotion, counts, shares)
    return Plan(tuple(left), tuple(fixed), value, (*plan.dealt, dealt), plan.extras)


def _with_extra(plan: Plan, deal: Deal, pieces: Sequence[Piece]) -> Plan | None:
    promotion = deal.live.promotion
    kind, config = kinds.EXTRA[promotion.kind], promotion.config
    price = kind.price_minor(config)
    if any(piece.plain_minor <= price for piece in pieces):
        return None
    left, value = list(plan.left), plan.value_minor
    counts: dict[int, int] = {}
    for piece in pieces:
        left[piece.index] -= 1
        value += piece.low_minor - price
        counts[piece.index] = counts.get(piece.index, 0) + 1
    threshold = kind.threshold_minor(config, len(pieces))
    extra = Extra(promotion, tuple(sorted(counts.items())), price, deal.watched, threshold)
    return replace(plan, left=tuple(left), value_minor=value, extras=(*plan.extras, extra))


def pieces_dealt(plan: Plan) -> dict[int, int]:
    """How many pieces of each line are in deals, extras aside."""
    found: dict[int, int] = {}
    for index, count in chain.from_iterable(one.pieces.items() for one in plan.dealt):
        found[index] = found.get(index, 0) + count
    return found
