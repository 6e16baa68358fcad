"""What the settings promise."""

import logging
import sqlite3
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings

from tessera.config.settings import databases, logs
from tessera.config.settings.environment import Environment


def test_lists_are_written_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TESSERA_ALLOWED_HOSTS", "till.example, shop.example")

    assert Environment().allowed_hosts == ("till.example", "shop.example")


def test_the_account_for_short_messages_is_read_with_its_templates(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in {
        "PROVIDER": "tencent",
        "KEY_ID": "AKID",
        "KEY_SECRET": "secret",
        "APP_ID": "1400",
        "SIGNATURE": "锦绣",
        "TEMPLATES": "code=101, level_warning=102",
    }.items():
        monkeypatch.setenv(f"TESSERA_SMS_{name}", value)
    monkeypatch.setenv("TESSERA_CODE_LIMITS", '{"per_hour": 3}')

    environment = Environment()

    account = environment.sms()
    assert (account.provider, account.app_id, account.signature) == ("tencent", "1400", "锦绣")
    assert account.templates == {"code": "101", "level_warning": "102"}
    assert "secret" not in f"{account} {environment}".replace("secret_key", "")
    assert (environment.code_limits.per_hour, environment.code_limits.per_day) == (3, 10)


def test_the_secret_of_the_address_to_which_is_pushed_cannot_be_guessed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TESSERA_SMS_PUSH_TOKEN", "geheim")
    with pytest.raises(ValueError, match="sms_push_token"):
        Environment()

    monkeypatch.setenv("TESSERA_SMS_PUSH_TOKEN", "k" * 32)
    assert Environment().sms().push_token == "k" * 32
    assert "k" * 32 not in f"{Environment()} {Environment().sms()}"


@pytest.mark.parametrize("provider", ["aliyun", "tencent"])
def test_a_provider_of_short_messages_without_an_account_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, provider: str
) -> None:
    monkeypatch.setenv("TESSERA_SMS_PROVIDER", provider)

    with pytest.raises(ValueError, match="TESSERA_SMS_KEY_ID"):
        Environment()


@pytest.mark.parametrize(
    ("given", "needed"),
    [
        ("WECHAT_APP_ID", "TESSERA_WECHAT_SECRET"),
        ("WECHAT_WEB_APP_ID", "TESSERA_WECHAT_WEB_SECRET"),
        ("ALIPAY_APP_ID", "TESSERA_ALIPAY_PRIVATE_KEY"),
    ],
)
def test_half_an_account_for_signing_in_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, given: str, needed: str
) -> None:
    monkeypatch.setenv(f"TESSERA_{given}", "id")

    with pytest.raises(ValueError, match=needed):
        Environment()


def test_the_secrets_of_accounts_for_signing_in_are_not_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("WECHAT_APP_ID", "ALIPAY_APP_ID", "ALIPAY_PUBLIC_KEY"):
        monkeypatch.setenv(f"TESSERA_{name}", name)
    for name in ("WECHAT_SECRET", "ALIPAY_PRIVATE_KEY"):
        monkeypatch.setenv(f"TESSERA_{name}", "not-to-be-seen")

    environment = Environment()

    accounts = environment.outside()
    assert (accounts.wechat.app_id, accounts.alipay.app_id) == ("WECHAT_APP_ID", "ALIPAY_APP_ID")
    assert accounts.wechat.secret == accounts.alipay.private_key == "not-to-be-seen"
    assert "not-to-be-seen" not in f"{accounts} {environment}"


def test_the_database_lies_in_the_data_folder_unless_an_address_is_given(tmp_path: Path) -> None:
    inside = Environment(data=tmp_path, database_url="")
    elsewhere = Environment(data=tmp_path, database_url="postgresql://tessera@127.0.0.1/brand")

    assert inside.database == f"sqlite:///{tmp_path}/tessera.sqlite3"
    assert elsewhere.database == "postgresql://tessera@127.0.0.1/brand"


def test_the_secret_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    environment = Environment(data=tmp_path / "new", secret_key="")

    first = environment.secret()

    assert len(first) > 50
    assert environment.secret() == first
    assert (tmp_path / "new/secret_key").stat().st_mode & 0o077 == 0


def test_processes_that_start_at_once_agree_on_the_secret(tmp_path: Path) -> None:
    environment = Environment(data=tmp_path, secret_key="")
    start = threading.Barrier(8)
    secrets = set()

    def ask() -> None:
        start.wait()
        secrets.add(environment.secret())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(secrets) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_sqlite_takes_its_lock_at_once_and_survives_a_power_cut(tmp_path: Path) -> None:
    described = databases.database(f"sqlite:///{tmp_path}/brand.sqlite3")

    connection = sqlite3.connect(described["NAME"])
    connection.executescript(described["OPTIONS"]["init_command"])
    asked = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys")
    }
    connection.close()

    assert described["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_postgresql_plans_once_and_has_no_pool() -> None:
    described = databases.database("postgresql://tessera@127.0.0.1/brand")

    assert "plan_cache_mode=force_generic_plan" in described["OPTIONS"]["options"]
    assert "pool" not in described["OPTIONS"]
    assert described["CONN_MAX_AGE"]


def test_the_content_security_policy_permits_nothing_inline_and_no_eval() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]

    said = {str(source) for sources in directives.values() for source in sources}

    assert not {"'unsafe-inline'", "'unsafe-eval'", "*"} & said


def test_a_fault_in_the_log_tells_no_values_of_variables() -> None:
    described = logs.logging("INFO")
    arguments = {**described["formatters"]["plain"]}
    formatter = arguments.pop("()")(**arguments)

    try:
        phone = "13800138000"
        raise LookupError(len(phone))
    except LookupError:
        record = logging.LogRecord("tessera", logging.ERROR, "", 1, "broken", (), sys.exc_info())

    text = formatter.format(record)

    assert "LookupError: 11" in text
    assert "13800138000" not in text.replace('phone = "13800138000"', "")
