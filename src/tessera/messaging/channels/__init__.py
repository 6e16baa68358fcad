"""The ways by which a message leaves the house."""
