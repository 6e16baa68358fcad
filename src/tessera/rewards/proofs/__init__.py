"""What must hold of rewards, to be proved from the rows alone."""

from tessera.rewards.proofs import earning, levels, redeeming, referral

CLAIMS = (*earning.CLAIMS, *levels.CLAIMS, *referral.CLAIMS, *redeeming.CLAIMS)
