"""Who may do what where: one table, walked with real requests."""
