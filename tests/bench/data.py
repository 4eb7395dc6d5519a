"""data.zip of 5,000 cases with a comment on every answer, beside a plain pandas script over the same tables."""

from django.conf import settings

from audit.models import Answer, Audit
from tests.bench.lines import Line, ratio
from tests.bench.shell import measure

COMMENT = "Seen in the record of contacts of the first three months."
CASES = 5_000


def lines(folder):
    """The Lines. The audit is that of the benchmark of results, which has run before."""
    audit = Audit.objects.get(title=f"Results of {CASES}")
    Answer.objects.filter(review__sampled_case__audit=audit).update(comment=COMMENT)
    database = settings.DATABASES["default"]["NAME"]
    scripts = {"data.zip": "write_data.py", "the same by plain pandas": "data_with_pandas.py"}
    ours, plain = (
        measure(folder, f"tests/bench/{script}", database, audit.pk, folder / f"{script}.zip", times=1)
        for script in scripts.values()
    )
    for name, run in zip(scripts, (ours, plain), strict=True):
        measured = f"{float(run.output):.1f} s CPU, {run.peak:.0f} MB"
        if run is ours:
            yield Line(name, measured, "12 s CPU, 400 MB", ratio(float(ours.output), float(plain.output)))
        else:
            yield Line(name, measured)
