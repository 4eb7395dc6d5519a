"""The addresses of files that are prepared."""

from django.urls import path

from audit.exports.making.views import fetch_file, prepared_file, prepared_files

urlpatterns = [
    path("files/", prepared_files, name="prepared_files"),
    path("files/<int:prepared>/", prepared_file, name="prepared_file"),
    path("files/<int:prepared>/fetch/", fetch_file, name="fetch_file"),
]
