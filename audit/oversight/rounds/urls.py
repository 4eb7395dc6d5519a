"""The addresses of rounds."""

from django.urls import path

from audit.oversight.rounds.views.begin_round_look import begin_round_look
from audit.oversight.rounds.views.change_round import change_round
from audit.oversight.rounds.views.leave_out_case import leave_out_case
from audit.oversight.rounds.views.oversight_round import oversight_round
from audit.oversight.rounds.views.plan_round import plan_round
from audit.oversight.rounds.views.round_list import round_list

urlpatterns = [
    path("rounds/", round_list, name="round_list"),
    path("rounds/plan/", plan_round, name="plan_round"),
    path("rounds/<int:oversight_round>/", oversight_round, name="oversight_round"),
    path("rounds/<int:oversight_round>/closing/", change_round, name="change_round"),
    path("rounds/<int:oversight_round>/cases/<int:number>/look/", begin_round_look, name="begin_round_look"),
    path("rounds/<int:oversight_round>/cases/<int:number>/leave-out/", leave_out_case, name="leave_out_case"),
]
