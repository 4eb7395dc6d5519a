"""Writes data.zip with every case and text: python tests/bench/write_data.py DATABASE AUDIT FILE prints CPU seconds."""

import os
import sys
import time


def write(database, number, path):
    os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": f"sqlite:///{database}"}
    import django  # after the environment is set

    django.setup()
    from audit.exports.data.data_zip import write_data
    from audit.exports.leaving.open_to import audits_to_take, contents_of_each
    from audit.exports.leaving.profiles import Leaving, Profile, Tick
    from cases.models import User

    leaving = Leaving(Profile.INSIDE, dict.fromkeys(Tick, "The benchmark."), User.objects.get(username="results"))
    with open(path, "wb") as stream:
        write_data(contents_of_each(audits_to_take([number], leaving), leaving), stream)


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), sys.argv[3])
    sys.stdout.write(str(time.process_time()))
