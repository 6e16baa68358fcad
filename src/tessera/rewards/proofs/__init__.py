"""What must hold of rewards, to be proved from the rows alone."""

from tessera.rewards.proofs import earning, levels

CLAIMS = (*earning.CLAIMS, *levels.CLAIMS)
