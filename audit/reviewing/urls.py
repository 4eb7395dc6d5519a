"""The addresses of reviewing."""

from django.urls import path

from audit.reviewing.views.import_answers import import_answers
from audit.reviewing.views.my_reviews import my_reviews
from audit.reviewing.views.my_reviews_calendar import my_reviews_calendar
from audit.reviewing.views.review_check import review_check
from audit.reviewing.views.review_facts import review_facts
from audit.reviewing.views.review_paper import review_paper
from audit.reviewing.views.review_section import review_section
from audit.reviewing.views.review_workbook import my_reviews_workbook, review_workbook
from audit.reviewing.views.upload_reviews import upload_reviews

urlpatterns = [
    path("audits/<int:audit>/answers/import/", import_answers, name="import_answers"),
    path("reviews/", my_reviews, name="my_reviews"),
    path("reviews/my_reviews.ics", my_reviews_calendar, name="my_reviews_calendar"),
    path("reviews/upload/", upload_reviews, name="upload_reviews"),
    path("reviews/workbook.xlsx", my_reviews_workbook, name="my_reviews_workbook"),
    path("reviews/<int:review>/workbook.xlsx", review_workbook, name="review_workbook"),
    path("reviews/<int:review>/", review_check, name="review_check"),
    path("reviews/<int:review>/facts/", review_facts, name="review_facts"),
    path("reviews/<int:review>/paper/", review_paper, name="review_paper"),
    path("reviews/<int:review>/<str:code>/", review_section, name="review_section"),
]
