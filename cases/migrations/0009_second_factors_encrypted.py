from django.db import migrations

from cases.sign_in.encryption import ENCRYPTED, changed, decrypt, encrypt


def encrypt_all(apps, schema_editor):
    def change(text):
        return text if text.startswith(ENCRYPTED) else encrypt(text)

    for factor in apps.get_model("mfa", "Authenticator").objects.all():
        factor.data = changed(factor.data, change)
        factor.save(update_fields=["data"])


def decrypt_all(apps, schema_editor):
    for factor in apps.get_model("mfa", "Authenticator").objects.all():
        factor.data = changed(factor.data, decrypt)
        factor.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_known_addresses"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [migrations.RunPython(encrypt_all, decrypt_all)]
