"""Send the text of a framework as a file, and the template to write one from."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from audit.instruments.access import opens_framework
from audit.instruments.reads import template_text, text_of


@require_safe
@opens_framework
def framework_file(request, version):
    return _as_file(f"{version.framework.code}.toml", text_of(version))


@require_safe
def framework_template(request):
    return _as_file("my-framework.toml", template_text())


def _as_file(name, text):
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, "application/toml; charset=utf-8", headers=headers)
