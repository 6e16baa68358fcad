from django.db import migrations

from tessera.ledger.rules import Place


def open_accounts(apps, _):
    """Stores that were opened before this account existed get it now."""
    account = apps.get_model("ledger", "Account")
    brand = apps.get_model("org", "Brand").objects.first()
    for store in apps.get_model("org", "Store").objects.all():
        place = Place(store.id, "card_kept", brand.currency)
        account.objects.get_or_create(
            id=place.id,
            defaults={"owner": place.owner, "kind": place.kind, "unit": place.unit},
        )


class Migration(migrations.Migration):
    dependencies = [("sales", "0009_card_refunds"), ("ledger", "0003_closed_accounts")]
    operations = [migrations.RunPython(open_accounts, migrations.RunPython.noop)]
