"""What holds for every response of the site."""

from django.utils.cache import add_never_cache_headers


def never_stored(get_response):
    """No browser keeps a page: on a shared computer the next person would find cases in it after signing out."""

    def respond(request):
        response = get_response(request)
        add_never_cache_headers(response)
        return response

    return respond
