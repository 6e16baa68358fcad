"""What goes in and out. Money in minor units, instants in UTC, ids as UUIDs."""
