from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('finance', '0001_sums'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='terms',
            name='custody_bp',
        ),
    ]
