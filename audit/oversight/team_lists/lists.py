"""The list of a team's cases: its columns and its filters."""

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localdate
from django_filters import CharFilter, ChoiceFilter, NumberFilter
from django_tables2 import Column

from audit.models.sentences import day
from audit.oversight.team_lists.reads import SHOWN, WEEKS_NOT_LOOKED, shown
from cases.case_values import FLAGS
from cases.lists.cells import hidden
from cases.lists.filters import ListFilters
from cases.lists.table import ListTable

MOST_WEEKS = 104
LOOK_FORM = "look"  # the form on the page that its buttons send


class ListedCaseFilters(ListFilters):
    """Which cases of the list of a team in `unit`.

    `weeks` says for how long one was not looked at, and narrows nothing alone.
    """

    show = ChoiceFilter(
        label="Cases",
        empty_label="All cases of the list",
        choices=[(name, words.format("some")) for name, words in SHOWN.items()],
        method="narrow",
    )
    weeks = NumberFilter(
        label="Weeks not looked at",
        min_value=1,
        max_value=MOST_WEEKS,
        method="leave",
        help_text=f"{WEEKS_NOT_LOOKED} if empty",
    )
    practitioner = CharFilter(label="Practitioner", field_name="practitioner__name", lookup_expr="icontains")

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit = unit

    def narrow(self, rows, field, chosen):
        return rows.filter(shown(chosen, self.unit, int(self.form.cleaned_data.get("weeks") or WEEKS_NOT_LOOKED)))

    def leave(self, rows, field, chosen):
        return rows


class ListedCaseTable(ListTable):
    nouns = ("case", "cases")
    row_header = "reference"

    reference = Column("CRN or local reference")
    practitioner = Column(order_by="practitioner__name")
    start_date = Column("Started")
    allocated_on = Column("Allocated")
    end_date = Column("Ends")
    rosh_level = Column("RoSH", orderable=False)
    flags = Column(orderable=False)
    looked_at = Column("Last looked at")
    look = Column("", empty_values=(), orderable=False)

    def render_start_date(self, value):
        return day(value)

    render_allocated_on = render_end_date = render_start_date

    def render_rosh_level(self, record):
        return record.get_rosh_level_display()

    def render_flags(self, value):
        return ", ".join(FLAGS.get(flag, flag) for flag in value)

    def render_looked_at(self, value):
        return date_format(localdate(value), "j F Y")

    def render_look(self, record):
        button = '<button class="link-button" form="{}" name="crn" value="{}">Look at this case{}</button>'
        return format_html(button, LOOK_FORM, record.reference, hidden(f": {record.reference}"))
