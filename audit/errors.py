"""The page for what went wrong in the program itself."""

from django.http import HttpResponseServerError
from django.template.loader import render_to_string

from audit.logs import number_of_request


def something_went_wrong(request):
    """Made without the request, whose session or database may be what is broken."""
    return HttpResponseServerError(render_to_string("500.html", {"number": number_of_request()}))
