"""What the worker does unasked: the one table of it. Hours are those of the brand's first store."""

from tessera.platform.schedules import Schedule

# A store's day ends at its own hour in its own zone, so expiry looks every hour.
SCHEDULES = (
    Schedule("wallet.expire_points", "tessera.wallet.jobs.expire_points", minute=5),
    Schedule("wallet.release_bonus", "tessera.wallet.jobs.release_bonus", minute=7),
    Schedule("wallet.take_gifts_back", "tessera.wallet.jobs.take_gifts_back", minute=9),
    Schedule("wallet.announce_expiry", "tessera.wallet.jobs.announce_expiry", hour=8, minute=40),
    Schedule("offers.announce_endings", "tessera.offers.jobs.announce_endings", hour=8, minute=50),
    Schedule("rewards.announce_idle", "tessera.rewards.jobs.announce_idle", hour=8, minute=45),
    # A card is good through its last day, and its days are earned when they are over.
    Schedule("sales.keep_cards", "tessera.sales.jobs.keep_cards", minute=20),
    Schedule("sales.end_allowances", "tessera.sales.jobs.end_allowances", minute=28),
    Schedule("members.settle_merges", "tessera.members.jobs.settle_merges", minute=10),
    Schedule("members.come_of_age", "tessera.members.jobs.come_of_age", minute=3),
    Schedule("wallet.carry_over", "tessera.wallet.jobs.carry_over", minute=15),
    # A receipt is wanted while the customer is there.
    Schedule("printing.drive", "tessera.printing.jobs.drive"),
    Schedule("messaging.drive", "tessera.messaging.jobs.drive", minute=25),
    Schedule("messaging.forget", "tessera.messaging.jobs.forget", minute=35),
    # A level is valid through its last day, so it is judged when the next has hardly begun.
    Schedule("rewards.review_levels", "tessera.rewards.jobs.review_levels", minute=1),
    # What is to be picked up waits through its last day in its store.
    Schedule("rewards.lapse_redemptions", "tessera.rewards.jobs.lapse_redemptions", minute=40),
    # The fee of an application is taken through its last day, wherever the store is.
    Schedule("charters.lapse", "tessera.charters.jobs.lapse", minute=45),
    Schedule("rewards.reward_invitations", "tessera.rewards.jobs.reward_invitations", minute=50),
    Schedule("rewards.release_points", "tessera.rewards.jobs.release_points", minute=2),
    Schedule(
        "rewards.expire_idle_points", "tessera.rewards.jobs.expire_idle_points", hour=4, minute=40
    ),
    Schedule(
        "rewards.settle_referrals", "tessera.rewards.jobs.settle_referrals", hour=4, minute=20
    ),
    Schedule(
        "rewards.give_birthday_coupons",
        "tessera.rewards.jobs.give_birthday_coupons",
        hour=6,
        minute=10,
    ),
    Schedule("rewards.warn_of_drops", "tessera.rewards.jobs.warn_of_drops", hour=9, minute=50),
    Schedule("finance.keep_sums", "tessera.finance.jobs.keep_sums", minute=50),
    # Who has bought is looked at again within about a minute, and no sale does anything for it.
    Schedule("campaigns.watch", "tessera.campaigns.jobs.watch"),
    Schedule(
        "campaigns.begin_recompute", "tessera.campaigns.jobs.begin_recompute", hour=2, minute=10
    ),
    Schedule("wallet.forget_names", "tessera.wallet.jobs.forget_names", hour=3, minute=10),
    Schedule("sales.forget_buyers", "tessera.sales.jobs.forget_buyers", hour=3, minute=12),
    Schedule("sales.lapse_tickets", "tessera.sales.jobs.lapse_tickets", hour=3, minute=16),
    Schedule("platform.keep_house", "tessera.platform.jobs.keep_house", hour=3, minute=20),
    Schedule("imports.forget", "tessera.imports.jobs.forget", hour=3, minute=5),
    # A row's id may be made an hour before it is committed.
    Schedule("ops.seal_days", "tessera.ops.jobs.seal_days", hour=2, minute=5),
    Schedule("ops.prove_books", "tessera.ops.jobs.prove_books", hour=3, minute=40),
)
