from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel("Invoice", [("id", models.BigAutoField(primary_key=True)), ("number", models.CharField(max_length=20, unique=True)), ("due", models.DateField()), ("reminded", models.DateTimeField(null=True))]),
    ]
