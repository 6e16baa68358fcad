"""What the machine decides: everything that may be set from outside, read once, by its type."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from tessera.identity.rules import AlipayAccount, OutsideAccounts, WeChatAccount
from tessera.messaging.rules import CodeLimits, SmsAccount
from tessera.printing.rules import FeieAccount

Words = Annotated[tuple[str, ...], NoDecode]

_NEEDED = {
    "show": (),
    "aliyun": ("sms_key_id", "sms_key_secret"),
    "tencent": ("sms_key_id", "sms_key_secret", "sms_app_id"),
}

_KEYS = {
    "wechat_app_id": ("wechat_secret",),
    "wechat_web_app_id": ("wechat_web_secret",),
    "feie_user": ("feie_key",),
    "alipay_app_id": ("alipay_private_key", "alipay_public_key"),
}


class Environment(BaseSettings):
    """The variables TESSERA_DATA, TESSERA_DATABASE_URL and so on; lists are separated by commas."""

    model_config = SettingsConfigDict(env_prefix="TESSERA_", frozen=True)

    data: Path = Path("data")
    database_url: str = ""
    secret_key: str = ""
    allowed_hosts: Words = ("127.0.0.1", "localhost", "[::1]")
    trusted_origins: Words = ()
    https: bool = True
    workers: int = 2
    log_level: str = "INFO"
    sms_provider: Literal["show", "aliyun", "tencent"] = "show"
    sms_key_id: str = ""
    sms_key_secret: str = Field(default="", repr=False)
    sms_signature: str = ""
    sms_app_id: str = ""
    sms_region: str = "ap-guangzhou"
    sms_base_url: str = ""
    sms_templates: Words = ()
    sms_push_token: str = Field(default="", repr=False, pattern=r"^([\w-]{32,})?$")
    code_limits: CodeLimits = CodeLimits()
    wechat_app_id: str = ""
    wechat_secret: str = Field(default="", repr=False)
    wechat_web_app_id: str = ""
    wechat_web_secret: str = Field(default="", repr=False)
    wechat_base_url: str = ""
    wechat_page_url: str = ""
    alipay_app_id: str = ""
    alipay_private_key: str = Field(default="", repr=False)
    alipay_public_key: str = ""
    alipay_base_url: str = ""
    alipay_page_url: str = ""
    feie_user: str = ""
    feie_key: str = Field(default="", repr=False)
    feie_base_url: str = ""

    @model_validator(mode="after")
    def has_account(self) -> Self:
        """A provider is of no use without the account; better told now than by every message."""
        for name in _NEEDED[self.sms_provider]:
            if not getattr(self, name):
                raise ValueError(
                    f"TESSERA_SMS_PROVIDER={self.sms_provider} needs TESSERA_{name.upper()}"
                )
        return self

    @model_validator(mode="after")
    def has_outside_keys(self) -> Self:
        """A button that fails whenever it is pressed is worse than a start that fails."""
        for name, keys in _KEYS.items():
            for key in keys:
                if getattr(self, name) and not getattr(self, key):
                    raise ValueError(f"TESSERA_{name.upper()} needs TESSERA_{key.upper()}")
        return self

    @field_validator("allowed_hosts", "trusted_origins", "sms_templates", mode="before")
    @classmethod
    def split(cls, value: str | tuple[str, ...]) -> tuple[str, ...]:
        """The words between commas."""
        return (
            tuple(filter(None, value.replace(" ", "").split(",")))
            if isinstance(value, str)
            else value
        )

    @property
    def database(self) -> str:
        """The address of the database: the one given, else an SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{self.own_file}"

    @property
    def own_file(self) -> Path | None:
        """The SQLite file in the data folder; None where the database is elsewhere."""
        return None if self.database_url else self.data.absolute() / "tessera.sqlite3"

    @property
    def has_shop(self) -> bool:
        """Whether there is a database to work on; one that is elsewhere is taken to be there."""
        file = self.own_file
        return file is None or (file.exists() and file.stat().st_size > 0)

    def keep_private(self) -> None:
        """Let only its owner read the database, which holds phone numbers: the file and its
        companions that are there, and those that this process will make."""
        os.umask(0o077)
        if (file := self.own_file) is None:
            return
        for one in file.parent.glob(f"{file.name}*"):
            if one.stat().st_mode & 0o077:
                one.chmod(0o600)

    def sms(self) -> SmsAccount:
        """With whom short messages are sent; templates are written ``code=SMS_123,other=SMS_124``."""
        named = (word.partition("=") for word in self.sms_templates)
        return SmsAccount(
            provider=self.sms_provider,
            key_id=self.sms_key_id,
            key_secret=self.sms_key_secret,
            signature=self.sms_signature,
            app_id=self.sms_app_id,
            region=self.sms_region,
            base_url=self.sms_base_url,
            templates={name: code for name, _, code in named},
            push_token=self.sms_push_token,
        )

    def outside(self) -> OutsideAccounts:
        """With whose accounts members may sign in."""
        return OutsideAccounts(
            wechat=WeChatAccount(
                app_id=self.wechat_app_id,
                secret=self.wechat_secret,
                web_app_id=self.wechat_web_app_id,
                web_secret=self.wechat_web_secret,
                base_url=self.wechat_base_url,
                page_url=self.wechat_page_url,
            ),
            alipay=AlipayAccount(
                app_id=self.alipay_app_id,
                private_key=self.alipay_private_key,
                public_key=self.alipay_public_key,
                base_url=self.alipay_base_url,
                page_url=self.alipay_page_url,
            ),
        )

    def feie(self) -> FeieAccount:
        """With whose account papers are handed to cloud printers."""
        return FeieAccount(self.feie_user, self.feie_key, self.feie_base_url)

    def secret(self) -> str:
        """The key that signs sessions: the one given, else one kept in the data folder, made once."""
        return self.secret_key or _kept_secret(self.data.absolute() / "secret_key")


def _kept_secret(path: Path) -> str:
    """Read the key, or make it. Two processes that start at once agree: only one can create the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        descriptor, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
        Path(draft).unlink()
    return path.read_text()
