"""Section 4: how order promotions are divided over the lines that they serve."""

from collections.abc import Sequence

from tessera.kernel import money


def take(total: int, weights: Sequence[int], room: Sequence[int]) -> list[int] | None:
    """``total`` over ``weights``, no share above its ``room``; None if it does not fit.

    The largest remainder decides; what exceeds a line's room goes to the next that has some.
    """
    if total > sum(room):
        return None
    shares = money.allocate(total, weights)
    excess = 0
    for index, share in enumerate(shares):
        if share > room[index]:
            excess += share - room[index]
            shares[index] = room[index]
    for index, share in enumerate(shares):
        if not excess:
            break
        more = min(excess, room[index] - share)
        shares[index] += more
        excess -= more
    return shares


def together(
    amounts: Sequence[int], savings: Sequence[tuple[Sequence[int], int]], order: Sequence[int]
) -> list[dict[int, int]] | None:
    """Each saving over its scope, one after the other; None if they do not fit together.

    A saving is (scope as indexes into ``amounts``, amount). ``order`` ranks the lines: ties go
    to the earlier in it. Returns per saving {index: share}.
    """
    left = list(amounts)
    divided = []
    for scope, saving in savings:
        served = sorted(scope, key=order.__getitem__)
        shares = take(saving, [amounts[i] for i in served], [left[i] for i in served])
        if shares is None:
            return None
        for index, share in zip(served, shares, strict=True):
            left[index] -= share
        divided.append(dict(zip(served, shares, strict=True)))
    return divided
