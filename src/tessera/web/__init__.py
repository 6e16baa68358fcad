"""The pages people see: one surface a kind of person, and the kit that they share. Decides nothing itself."""
