"""What the books say when a test is over."""

from tessera.ops import verify


def broken() -> dict[str, tuple[dict[str, object], ...]]:
    """The claims that do not hold, with their offending rows."""
    return {proof.name: proof.offenders for proof in verify.verify() if not proof.holds}
