"""The JSON API under ``/api/v1``: thin endpoints over use cases and queries."""
