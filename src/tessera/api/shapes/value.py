"""The contract on prepayment."""

from typing import Annotated

from pydantic import Field

from tessera.api.fields import Code, In, Out


class ContractOut(Out):
    """A version of the contract in one language."""

    version: int
    language: str
    text: str


class ReadIn(In):
    """The version that was read, and in which language."""

    version: Annotated[int, Field(strict=True, ge=1, le=10**6)]
    language: Code


class DoneOut(Out):
    """It is done."""

    done: bool
