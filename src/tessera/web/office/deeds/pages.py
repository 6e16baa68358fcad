"""Where the subject of a deed is seen."""

from collections.abc import Mapping

Pages = Mapping[str, tuple[str, str | None]]
"""By action: the name of the page, and the datum that holds its id; the subject's where None."""
