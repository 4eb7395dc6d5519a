"""data.zip of an audit, read back as an analyst reads it."""

from io import BytesIO
from zipfile import ZipFile

import pandas

from audit.access import tell_access
from audit.exports.data.data_zip import write_data
from audit.exports.leaving.profiles import Leaving, Profile, Tick
from audit.exports.leaving.reads import contents_of
from audit.models import Audit
from cases.models import Membership, User
from cases.permissions import Role

EVERY_TICK = dict.fromkeys(Tick, "To check the tests.")


def taken_by(role=Role.QUALITY_LEAD, **place):
    user = User.objects.create(username=role.value, first_name="Lena", last_name="Lead")
    Membership.objects.create(user=user, role=role, **place)
    return user


def zip_of(*audits, profile=Profile.OUTSIDE, ticks=None, by=None):
    """The bytes of data.zip of these audits."""
    found = [Audit.objects.for_report().get(pk=audit.pk) for audit in audits]
    leaving, stream = Leaving(profile, ticks or {}, by), BytesIO()
    for audit in found if by else []:
        tell_access(audit, by)
    write_data((contents_of(audit, leaving) for audit in found), stream)
    return stream.getvalue()


def files_in(content):
    """{file: its text, without the mark at its start}."""
    with ZipFile(BytesIO(content)) as zipped:
        return {name.removesuffix(".csv"): zipped.read(name).decode("utf-8-sig") for name in zipped.namelist()}


def frames_in(content):
    """{file: frame of texts, "" where a cell is empty}."""
    texts = {file: BytesIO(text.encode()) for file, text in files_in(content).items()}
    return {file: pandas.read_csv(text, dtype=str, keep_default_na=False) for file, text in texts.items()}


def data_of(*audits, **asked):
    return frames_in(zip_of(*audits, **asked))
