"""Rows of the audit log from before, which the database refuses to change ever since."""

import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from tests.support.shop import NOON

from tessera.kernel.actor import system_actor
from tessera.platform import audit
from tessera.platform.models import AuditRow

pytestmark = pytest.mark.django_db

MIGRATION = "tessera.platform.migrations.0006_nameless_applications"


def test_old_rows_about_applications_name_nobody_and_stay_guarded() -> None:
    actor = system_actor("tests", set())
    for action in ("application.paid", "tag.defined"):
        data = {"name": "王芳", "level": "银卡"}
        audit.record(actor=actor, at=NOON, action=action, subject="x", data=data)
    with connection.cursor() as cursor:
        editor = SimpleNamespace(connection=connection, execute=lambda sql, *_: cursor.execute(sql))
        migration = importlib.import_module(MIGRATION)
        migration.forget_names(apps, editor)
        migration.Migration.operations[1].code(apps, editor)

    assert AuditRow.objects.get(action="application.paid").data == {"level": "银卡"}
    assert AuditRow.objects.get(action="tag.defined").data["name"] == "王芳"
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditRow.objects.update(subject="y")
