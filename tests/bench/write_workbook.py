"""python tests/bench/write_workbook.py DATABASE_URL USER AUDIT FILE: writes summary.xlsx, prints {"cpu": seconds}."""

import json
import os
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    url, user, audit, path = sys.argv[1:]
    os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": url}
    import django  # after the environment is set

    django.setup()
    from audit.access import tell_access
    from audit.exports.leaving.profiles import Leaving, Profile, Tick
    from audit.exports.leaving.reads import contents_of
    from audit.exports.workbook.workbook import write_summary
    from audit.models import Audit
    from cases.models import User

    lead, found = User.objects.get(pk=user), Audit.objects.for_report().get(pk=audit)
    tell_access(found, lead)
    started = time.process_time()
    with Path(path).open("wb") as stream:
        write_summary([contents_of(found, Leaving(Profile.INSIDE, {Tick.FREE_TEXT: "To measure it"}, lead))], stream)
    sys.stdout.write(json.dumps({"cpu": time.process_time() - started}))
