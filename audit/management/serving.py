"""Check whether the site can be served, and tell the server how. Each reason why not comes with its remedy."""

import re
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import CommandError
from django.db import DatabaseError, connection, connections, router
from django.db.migrations.executor import MigrationExecutor

LAST_PORT = 65_535
THREADS = 8  # or more: two extracts may hold two of them for a minute, and pages must still answer
FROM_PROXY = {"x-forwarded-for", "x-forwarded-proto"}
NO_PROXY = (
    "BEHIND_PROXY is 0 and SECURE_SSL_REDIRECT is 1: every page redirects to https, which this server cannot serve. "
    "Put a web server that can in front of it, and set BEHIND_PROXY=1."
)


def load_application() -> WSGIHandler:
    """The site as a server calls it. Raises CommandError where a setting is missing."""
    try:
        return import_module("audit.wsgi").application
    except ImproperlyConfigured as wrong:
        raise CommandError(str(wrong)) from None


def check_threads(threads: int) -> None:
    """Raise CommandError if there are too few."""
    if threads < THREADS:
        raise CommandError(f"--threads must be {THREADS} or more: with fewer, two large extracts slow everyone down.")


def check_addresses(listen: str, proxy: str) -> None:
    """Raise CommandError unless `listen` names a host and a port, and `proxy` is an address.

    Waitress takes other texts without an error, and then listens elsewhere or trusts no proxy.
    """
    place = re.fullmatch(r"(\[[\da-fA-F:.]+\]|[\w.-]+|\*):(\d+)", listen)
    if not place or int(place[2]) > LAST_PORT:
        raise CommandError(f"--listen {listen}: name a host and a port up to {LAST_PORT}, such as 127.0.0.1:8000.")
    try:
        ip_address(proxy)
    except ValueError:
        raise CommandError(f"--proxy {proxy}: give the IP address of the proxy, such as 10.0.0.5.") from None


def addresses_of(server: Any) -> list[str]:
    """Where the server listens, written for a browser: "127.0.0.1:8000", "[::1]:8000"."""
    # waitress has the first attribute only where it listens on several addresses
    listening = getattr(server, "effective_listen", None) or [(server.effective_host, server.effective_port)]
    return [f"[{host}]:{port}" if ":" in str(host) else f"{host}:{port}" for host, port in listening]


def limits_and_trust(proxy: str) -> dict[str, Any]:
    """The settings of waitress for how large a request may be, in bytes, and which proxy it trusts on its clients."""
    limits = {"max_request_body_size": (settings.EXTRACT_MEGABYTES + 1) * 2**20, "clear_untrusted_proxy_headers": True}
    if not settings.BEHIND_PROXY:
        return limits
    return limits | {"trusted_proxy": proxy, "trusted_proxy_count": 1, "trusted_proxy_headers": FROM_PROXY}


def check_ready() -> str:
    """A warning to print as the site starts, or "". Raises CommandError where the site cannot be served."""
    try:
        missing = list(why_not_to_serve())
    except DatabaseError as error:
        raise CommandError(f"The database does not answer: {error}") from None
    keep_private()
    if missing:
        raise CommandError("\n".join(["The site is not ready to be served.", *missing]))
    return NO_PROXY if settings.SECURE_SSL_REDIRECT and not settings.BEHIND_PROXY else ""


def keep_private() -> None:
    """Close settings and database to other users of the machine, also files that were copied here by hand."""
    database = connection.settings_dict["NAME"]
    files = [settings.BASE_DIR / ".env"]
    if connection.vendor == "sqlite":
        files += [Path(f"{database}{ending}") for ending in ("", "-wal", "-shm")]
    for path in files:
        with suppress(OSError):  # the file belongs to another user, or is not there
            path.chmod(0o600)


def why_not_to_serve() -> Iterator[str]:
    """Yield a sentence for each thing that is missing. Raises DatabaseError where the database does not answer."""
    if migrations := _unapplied():
        yield f"{migrations} migrations are not applied: run manage.py migrate."
    if not _styles_collected():
        yield "Not all style sheets and scripts are collected: run manage.py collectstatic --no-input."
    if any(not _has_table(caches[alias]) for alias in caches):
        yield "The table that CACHE_URL names does not exist: run manage.py createcachetable."


def _unapplied() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _styles_collected() -> bool:
    """Whether `collectstatic` last wrote every file. A page that names a file it does not know would fail."""
    known = getattr(staticfiles_storage, "hashed_files", None)
    return known is None or {path for finder in get_finders() for path, _ in finder.list([])} <= known.keys()


def _has_table(cache) -> bool:
    """Whether the cache has its table. A cache outside the database needs none."""
    if not isinstance(cache, DatabaseCache):
        return True
    database = connections[router.db_for_read(cache.cache_model_class)]
    return cache._table in database.introspection.table_names()
