"""The views of the member's app."""
