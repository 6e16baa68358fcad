"""What is asked of who joins, codes, and the till's own invitation."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from tessera.api.fields import Code, In, Out, Phone


class ConsentTextOut(Out):
    """What one purpose asks. None is ticked beforehand; ``for_children``: a guardian is asked it."""

    purpose: str
    title: str
    text: str
    version: int
    required: bool
    for_children: bool


class JoiningOut(Out):
    """What a till asks of who joins. Where ``code_needed``, the phone is confirmed by a code."""

    code_needed: bool
    adult_age: int
    texts: list[ConsentTextOut]


class CodeIn(In):
    """Send a code to a phone: of who joins, or of a child's guardian."""

    request_id: UUID
    phone: Phone
    purpose: Literal["join", "guardian"]


class CodeOut(Out):
    """Until when the code is valid, and in how many seconds another may be asked for."""

    expires_at: datetime
    seconds_between: int


class CodeCheckIn(In):
    """The digits that the customer read out."""

    phone: Phone
    purpose: Literal["join", "guardian"]
    code: Code


class ProofOut(Out):
    """Goes with the registration, within ten minutes and once."""

    proof: str


class PosterOut(Out):
    """The invitation that a customer opens or scans to join by themselves."""

    code: str
    address: str
