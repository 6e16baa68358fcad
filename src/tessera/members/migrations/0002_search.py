"""Indexes that lists and search rest on (members/queries).

On PostgreSQL the digits of a phone and parts of a name are found by trigrams and characters.
An engine that lacks the extension or the kind of index is told so in the log and searches
without; SQLite, a shop's size, reads its members one after the other.
"""

import logging

from django.db import DatabaseError, migrations, models, transaction

log = logging.getLogger(__name__)

DIGITS = "replace(phone, '+86', '')"

STATEMENTS = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    f"CREATE INDEX member_phone_digits ON members_member USING gin ({DIGITS} gin_trgm_ops)",
    "CREATE INDEX member_name_trigrams ON members_member USING gin (upper(name) gin_trgm_ops)",
    "CREATE INDEX member_name_letters ON members_member USING gin (string_to_array(name, NULL))",
    "CREATE INDEX member_initials ON members_member (initials varchar_pattern_ops)",
)

INDEXES = (
    "member_phone_digits",
    "member_name_trigrams",
    "member_name_letters",
    "member_initials",
)


def build(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    for statement in STATEMENTS:
        try:
            with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
                cursor.execute(statement)
        except DatabaseError as error:
            log.warning("member search does without: %s (%s)", statement, error)


def drop(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for name in INDEXES:
                cursor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial"), ("org", "0001_initial")]

    operations = [
        migrations.AlterField("member", "joined_at", models.DateTimeField()),
        migrations.AddIndex(
            model_name="member",
            index=models.Index(fields=["-joined_at", "-id"], name="member_joined"),
        ),
        migrations.AddIndex(
            model_name="member",
            index=models.Index(
                fields=["home_store", "-joined_at", "-id"], name="member_store_joined"
            ),
        ),
        migrations.RunPython(build, drop),
    ]
