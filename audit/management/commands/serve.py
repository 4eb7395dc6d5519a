"""Serve the site. `make run`, the service file and the guide start it with this command."""

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from waitress import create_server

from audit.management.serving import (
    THREADS,
    addresses_of,
    check_addresses,
    check_ready,
    check_threads,
    limits_and_trust,
    load_application,
)
from audit.management.working import worker_beside


class Command(BaseCommand):
    help = "Serve the site with waitress. Without DEBUG it starts only if the database and style sheets are ready."

    def add_arguments(self, parser):
        parser.add_argument(
            "--listen", default="127.0.0.1:8000", metavar="HOST:PORT", help="where to listen; port 0: any that is free"
        )
        parser.add_argument(
            "--threads", type=int, default=THREADS, help=f"requests answered at once; default and least: {THREADS}"
        )
        parser.add_argument(
            "--proxy",
            default="127.0.0.1",
            metavar="ADDRESS",
            help="with BEHIND_PROXY=1: the address of the proxy; only its X-Forwarded-… headers count",
        )
        parser.add_argument("--with-worker", action="store_true", help="run make_files beside the server")

    def handle(self, *, listen, threads, proxy, with_worker, **options):
        check_threads(threads)
        check_addresses(listen, proxy)
        if not settings.DEBUG and (warning := check_ready()):
            self.stderr.write(warning)
        application = load_application()
        try:
            server = create_server(application, listen=listen, threads=threads, **limits_and_trust(proxy))
        except (OSError, ValueError) as error:
            raise CommandError(f"Cannot listen on {listen}: {error}. Name another address with --listen.") from None
        for address in addresses_of(server):
            self.stderr.write(f"Serving on http://{address}")
        with worker_beside(wanted=with_worker):
            server.run()
