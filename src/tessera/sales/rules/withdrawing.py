"""Pure rule: how much of what came with a top-up goes when its money is withdrawn (decision 26)."""


def share_back(given: int, *, before_minor: int, now_minor: int, whole_minor: int) -> int:
    """What of ``given`` coupons or points goes when ``now_minor`` of a top-up's ``whole_minor`` is
    withdrawn after ``before_minor``.

    In proportion and rounded half up, of all that was withdrawn so far: however it is cut in parts,
    it comes to the same, and with the last fen all of it is gone.
    """
    upto = _share(given, min(whole_minor, before_minor + now_minor), whole_minor)
    return upto - _share(given, min(whole_minor, before_minor), whole_minor)


def _share(given: int, minor: int, whole_minor: int) -> int:
    return (2 * given * minor + whole_minor) // (2 * whole_minor)
