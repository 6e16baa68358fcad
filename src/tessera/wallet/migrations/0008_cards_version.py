from django.db import migrations

from tessera.platform import versions


class Migration(migrations.Migration):
    dependencies = [("wallet", "0007_cards"), ("platform", "0001_initial")]
    operations = [versions.beginning("cards")]
