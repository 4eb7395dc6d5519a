"""The addresses of frameworks. A version's number stands behind its code; what has no code has an address apart."""

from django.urls import path

from audit.instruments.views.framework_changes import framework_changes
from audit.instruments.views.framework_example import framework_example
from audit.instruments.views.framework_file import framework_file, framework_template
from audit.instruments.views.framework_list import framework_list
from audit.instruments.views.framework_page import framework_page
from audit.instruments.views.newest_framework import newest_framework
from audit.instruments.views.upload_framework import upload_framework

urlpatterns = [
    path("frameworks/", framework_list, name="framework_list"),
    path("frameworks/<str:code>/", newest_framework, name="newest_framework"),
    path("frameworks/<str:code>/<str:number>/", framework_page, name="framework_page"),
    path("frameworks/<str:code>/<str:number>/example/", framework_example, name="framework_example"),
    path("frameworks/<str:code>/<str:number>/changes/", framework_changes, name="framework_changes"),
    path("frameworks/<str:code>/<str:number>/file/", framework_file, name="framework_file"),
    path("new-framework/", upload_framework, name="upload_framework"),
    path("new-framework/template/", framework_template, name="framework_template"),
]
