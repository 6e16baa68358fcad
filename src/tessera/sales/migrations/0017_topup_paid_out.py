import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Sum

from tessera.kernel.ids import uuid7


def count(apps, _):
    """What was withdrawn by whoever had bought it, as each pay-out's working says."""
    rows, sales = apps.get_model("sales", "TopUpPaidOut").objects, apps.get_model("sales", "Sale")
    lots = apps.get_model("ledger", "Lot").objects
    wishes = apps.get_model("sales", "Payout").objects.exclude(cause="operator")
    for working in wishes.filter(card=None).values_list("working", flat=True).iterator():
        for due in working:
            sold = sales.objects.filter(id=due.get("document_id")).first()
            if sold is None:
                continue
            opened = lots.filter(
                entry__document_id=sold.id, entry__kind="sale", account__kind="wallet.principal"
            )
            whole = opened.aggregate(minor=Sum("amount"))["minor"] or 0
            gone = whole if due.get("is_withdrawal") else 0
            more = {"whole_minor": whole, "withdrawn_minor": gone, "paid_minor": due["consumer_minor"]}
            if whole and not rows.filter(sale=sold).exists():
                rows.create(id=uuid7(), sale=sold, **more)


class Migration(migrations.Migration):

    dependencies = [
        ('sales', '0016_value_of_cards'),
        ('ledger', '0008_never_emptied'),
    ]

    operations = [
        migrations.CreateModel(
            name='TopUpPaidOut',
            fields=[
                ('id', models.UUIDField(default=uuid7, editable=False, primary_key=True, serialize=False)),
                ('whole_minor', models.BigIntegerField()),
                ('withdrawn_minor', models.BigIntegerField(default=0)),
                ('paid_minor', models.BigIntegerField(default=0)),
                ('sale', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sales.sale')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
