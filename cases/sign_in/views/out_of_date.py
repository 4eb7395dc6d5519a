"""What happens to a form on a page from before the person signed in again."""

from django.shortcuts import redirect
from django.views.csrf import csrf_failure

from cases.sign_in.unsaved import is_from_own_earlier_page, keep, keep_and_sign_in


def out_of_date(request, reason=""):
    """Lead to the form's page with the text in it. Refuse a form that the person at this browser cannot have sent."""
    if not is_from_own_earlier_page(request, reason):
        return csrf_failure(request, reason)
    return redirect(keep(request)) if request.user.is_authenticated else keep_and_sign_in(request)
