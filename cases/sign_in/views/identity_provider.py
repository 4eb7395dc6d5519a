"""The way to the identity provider and back."""

from functools import wraps

from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from requests import RequestException


def _or_say_so(view):
    """Wrap the view: if the identity provider does not answer, a page says what to do."""

    @login_not_required
    @wraps(view)
    def answer(request, provider_id):
        try:
            return view(request, provider_id)
        except RequestException:
            return render(request, "socialaccount/authentication_error.html", status=502)

    return answer


leave = _or_say_so(openid_connect.login)
come_back = _or_say_so(openid_connect.callback)
