"""Keeping what was being typed when a session ended, until the same person has signed in again.

The server keeps it in the browser's session, under the address of the form's page, with the person who was last signed
in in that browser. If another person signs in there, it is dropped. A view gets it from `unsaved(request)` each time
the page is opened, until the form is saved, or for 12 hours.
"""

import time
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import middleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_BAD_ORIGIN

from cases.models import User

COOKIE = "last_person"  # who was last signed in in this browser; signed, and no script can read it
PERSON = "person"  # the field of every form that says whose page it is
KEPT = "kept_forms"
KEPT_FOR = 12 * 60 * 60  # seconds: until the end of the day
REMEMBERED_FOR = 14 * KEPT_FOR  # and the person for a week
MOST, MOST_PAGES = 300_000, 5  # characters of one form; forms
NEVER_KEPT = ("password", "samples_")  # parts of the names of fields; samples: values of an extract, which nobody keeps
BACK = "This was not saved yet. Your text is back. Check it and send it."
FILE_NOT_READ = "Your session had ended, so we did not read the file. Choose it again."
ENDED = "Your session has ended. Sign in to continue."


def unsaved(request: HttpRequest) -> dict[str, str | list[str]]:
    """Return {field: what was typed} if this page's form was sent after its session ended and not again yet; else {}.

    Hand it to the form: `initial={**stored, **unsaved(request)}`.
    """
    kept = _kept_for(request)
    if request.method != "GET" or not kept:
        return {}
    messages.warning(request, FILE_NOT_READ if kept["file"] else BACK)
    return {name: values[0] if len(values) == 1 else values for name, values in kept["fields"].items()}


def drop_unsaved(request: HttpRequest, page: str | None = None) -> None:
    """Drop what was kept for this page: it is saved now, or not wanted any more."""
    if request.session.get(KEPT, {}).get("pages", {}).pop(page or request.path, None):
        request.session.modified = True


def _drop_what_is_saved(request, response):
    """Drop a form once it is sent again and saved; if a script saves it bit by bit, drop those bits."""
    if request.method != "POST" or getattr(request, "is_kept", False):
        return
    for page, kept in [*request.session.get(KEPT, {}).get("pages", {}).items()]:
        if kept["sent_to"] == request.path and page == unquote(urlsplit(_page_of_form(request)).path):
            saved_bits = response.status_code == 200 and "html" not in response.get("Content-Type", "")
            for name in request.POST if saved_bits else ():
                kept["fields"].pop(name, None)
            request.session.modified = True
            if response.status_code in (302, 303) or not kept["fields"]:
                drop_unsaved(request, page)


def _kept_for(request):
    kept = request.session.get(KEPT, {}).get("pages", {}).get(request.path)
    return kept if kept and time.time() - kept["at"] < KEPT_FOR else None


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    """Django's middleware, which here also keeps forms sent without a session and notes who is signed in."""

    def __call__(self, request):
        response = super().__call__(request)
        if request.user.is_authenticated:
            _note_person(request, response)
            _drop_what_is_saved(request, response)
        return response

    def handle_no_permission(self, request, view_func):
        if request.method == "POST" and request.accepts("text/html"):  # a script keeps what it could not send
            return keep_and_sign_in(request)
        if request.session.session_key is None and request.COOKIES.get(settings.SESSION_COOKIE_NAME):
            messages.warning(request, ENDED)
        return super().handle_no_permission(request, view_func)


def keep_and_sign_in(request: HttpRequest) -> HttpResponse:
    """Keep what was sent, and lead to sign-in and from there to the form's page."""
    return redirect_to_login(keep(request))


def keep(request: HttpRequest) -> str:
    """Keep a form's texts for the person last signed in in this browser. Return the address of the form's page."""
    page, person = _page_of_form(request), _last_person(request)
    fields = {name: request.POST.getlist(name) for name in request.POST if not _is_secret(name)}
    if person and sum(len(value) for values in fields.values() for value in values) <= MOST:
        kept = request.session.get(KEPT, {})
        pages = kept["pages"] if kept.get("person") == person else {}
        form = {"fields": fields, "file": bool(request.FILES), "sent_to": request.path, "at": int(time.time())}
        pages = {**pages, unquote(urlsplit(page).path): form}
        request.session[KEPT] = {"person": person, "pages": dict([*pages.items()][-MOST_PAGES:]), "file": form["file"]}
        request.is_kept = True
        if not request.user.is_authenticated:
            request.session.set_expiry(KEPT_FOR)
    return page


def is_from_own_earlier_page(request: HttpRequest, reason: str) -> bool:
    """Whether a form that Django's check refused for this reason was on a page of the person last signed in here.

    Signing in again changes the token, so a page that is still open in another window has an old one. Every browser
    names the origin of a form, and Django has checked it before the token: no other site's form gets this far.
    """
    origin, view = request.headers.get("Origin"), request.resolver_match.func
    if not origin or reason == REASON_BAD_ORIGIN % origin or not getattr(view, "login_required", True):
        return False
    return request.accepts("text/html") and request.POST.get(PERSON) == str(_last_person(request))


def drop_what_is_anothers(sender: type, request: HttpRequest, user: User, **kwargs: object) -> None:
    """When a person signs in, drop what another person typed in this browser."""
    if kept := request.session.get(KEPT):
        request.session.set_expiry(0)  # from now on like every other session
        if kept["person"] != user.pk:
            del request.session[KEPT]


def _note_person(request, response):
    """Note in a cookie who is signed in in this browser, and again after half a day."""
    if _last_person(request, max_age=KEPT_FOR) != request.user.pk:
        facts = {"httponly": True, "samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}
        response.set_signed_cookie(COOKIE, request.user.pk, salt=COOKIE, max_age=REMEMBERED_FOR, **facts)


def _last_person(request, max_age=REMEMBERED_FOR):
    """Return the number of the User last signed in in this browser, at most max_age seconds ago; else None."""
    person = request.get_signed_cookie(COOKIE, default=None, salt=COOKIE, max_age=max_age)
    return person and int(person)


def _page_of_form(request):
    """Return the address of the page with the form: a form may be sent to another address than its page's."""
    sent_from = urlsplit(request.headers.get("Referer", ""))
    if sent_from.netloc == request.get_host() and not sent_from.path.startswith("//"):
        return sent_from._replace(scheme="", netloc="", fragment="").geturl()
    return request.get_full_path()


def _is_secret(name):
    return name in ("csrfmiddlewaretoken", PERSON) or any(part in name.lower() for part in NEVER_KEPT)
