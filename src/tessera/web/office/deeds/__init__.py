"""The audit log in words: what each deed is called, what it was about, and where that can be seen.

One file a subject has the names and pages; ``telling`` puts them together.
"""

from tessera.web.office.deeds.telling import NAMES, address, details, name, who

__all__ = ["NAMES", "address", "details", "name", "who"]
