"""What holds for every request and response of the site."""

import logging
import time

from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from audit.logs import begin

logger = logging.getLogger(__name__)
HEALTH = "/health/"
MOST_OF_A_STRANGER = 2**20  # bytes of a request's body: far more than any form that is open to everyone has


def health(get_response):
    """Answers a monitor, by whatever host name it asks and without https: 200, or 503 where the database is silent."""

    def respond(request):
        return _health() if request.path_info == HEALTH else get_response(request)

    return respond


def _health():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("The database does not answer")
        return HttpResponse("no\n", "text/plain", 503)
    return HttpResponse("ok\n", "text/plain")


def numbered(get_response):
    """Gives each request a number and logs what came of it, by the page's name: an address may be a secret link."""

    def respond(request):
        begin(request)
        started = time.monotonic()
        response = get_response(request)
        took = round(1000 * (time.monotonic() - started))
        page = request.resolver_match.view_name if request.resolver_match else "no page"
        if request.path_info != HEALTH:  # a monitor asks thousands of times a day
            logger.info("%s %s: %s, %s ms", request.method, page, response.status_code, took)
        return response

    return respond


def head_without_body(get_response):
    """The server sends what it is given: on a kept connection, the body would be read as the next answer."""

    def respond(request):
        response = get_response(request)
        if request.method == "HEAD" and not response.streaming:
            length = len(response.content)
            response.content = b""
            response["Content-Length"] = length
        return response

    return respond


def never_stored(get_response):
    """No browser keeps a page: on a shared computer the next person would find cases in it after signing out."""

    def respond(request):
        response = get_response(request)
        add_never_cache_headers(response)
        return response

    return respond


def short_bodies_of_strangers(get_response):
    """Refuses a large body by its length, before Django reads it, unless its sender is signed in."""

    def respond(request):
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        if length > MOST_OF_A_STRANGER and not request.user.is_authenticated:
            return render(request, "413.html", status=413)
        return get_response(request)

    return respond
