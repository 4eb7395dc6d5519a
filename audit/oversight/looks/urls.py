"""The addresses of looks."""

from django.urls import path

from audit.oversight.looks.views.correct_look import correct_look
from audit.oversight.looks.views.finished_look import finished_look
from audit.oversight.looks.views.look import look
from audit.oversight.looks.views.start_look import start_look
from audit.oversight.looks.views.tell_look import tell_look

urlpatterns = [
    path("looks/start/", start_look, name="start_look"),
    path("looks/<int:look>/", look, name="look"),
    path("looks/<int:look>/finished/", finished_look, name="finished_look"),
    path("looks/<int:look>/tell/", tell_look, name="tell_look"),
    path("looks/<int:look>/correct/<str:code>/", correct_look, name="correct_look"),
]
