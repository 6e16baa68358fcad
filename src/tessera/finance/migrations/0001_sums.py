import tessera.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AgeSum',
            fields=[
                ('id', models.UUIDField(default=tessera.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('as_of', models.DateTimeField()),
                ('store_id', models.UUIDField(null=True)),
                ('kind', models.CharField(max_length=24)),
                ('age', models.SmallIntegerField()),
                ('expiry', models.SmallIntegerField()),
                ('amount', models.BigIntegerField()),
                ('lots', models.PositiveIntegerField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DaySum',
            fields=[
                ('id', models.UUIDField(default=tessera.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('store_id', models.UUIDField(null=True)),
                ('source', models.CharField(max_length=24)),
                ('destination', models.CharField(max_length=24)),
                ('unit', models.CharField(max_length=8)),
                ('amount', models.BigIntegerField()),
                ('postings', models.PositiveIntegerField()),
                ('day', models.DateField(db_index=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.UUIDField(default=tessera.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('until_id', models.UUIDField()),
                ('until', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MonthSum',
            fields=[
                ('id', models.UUIDField(default=tessera.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('store_id', models.UUIDField(null=True)),
                ('source', models.CharField(max_length=24)),
                ('destination', models.CharField(max_length=24)),
                ('unit', models.CharField(max_length=8)),
                ('amount', models.BigIntegerField()),
                ('postings', models.PositiveIntegerField()),
                ('day', models.DateField(db_index=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Terms',
            fields=[
                ('id', models.UUIDField(default=tessera.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('since', models.DateField()),
                ('value_per_thousand', models.PositiveIntegerField()),
                ('expected_bp', models.PositiveIntegerField()),
                ('breakage_bp', models.PositiveIntegerField()),
                ('custody_bp', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('by_name', models.CharField(max_length=60)),
            ],
            options={
                'indexes': [models.Index(fields=['-since', '-at'], name='terms_newest')],
            },
        ),
    ]
