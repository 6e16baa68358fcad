"""What people type, made fit to keep: one line, nothing invisible."""

import unicodedata


def one_line(text: str) -> str:
    """``text`` with single blanks, without control and other unprintable characters.

    A NUL, which PostgreSQL cannot keep, or half of a surrogate pair goes as well. Full-width
    letters and digits become plain ones (NFKC), so that what looks alike is found alike.
    """
    plain = unicodedata.normalize("NFKC", " ".join(text.split()))
    return "".join(letter for letter in plain if letter.isprintable()).strip()
