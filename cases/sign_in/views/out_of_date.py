"""What happens to a form whose page was rendered before the browser was signed in anew."""

from django.shortcuts import redirect
from django.views.csrf import csrf_failure

from cases.sign_in.unsaved import is_from_own_earlier_page, keep, keep_and_sign_in


def out_of_date(request, reason=""):
    """Lead to the form's page with the text in it; refuse what the person at this browser cannot have sent."""
    if not is_from_own_earlier_page(request, reason):
        return csrf_failure(request, reason)
    return redirect(keep(request)) if request.user.is_authenticated else keep_and_sign_in(request)
