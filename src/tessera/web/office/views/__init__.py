"""The pages of the office: one domain call each, then a template."""
