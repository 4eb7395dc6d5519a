"""The addresses of access tokens, and those that they open."""

from django.urls import path

from audit.exports.tokens.views import figures, own, people

urlpatterns = [
    path("account/tokens/", own.access_tokens, name="access_tokens"),
    path("account/tokens/<int:token>/revoke/", own.revoke_own_token, name="revoke_own_token"),
    path("people/<int:person>/tokens/", people.tokens_of_person, name="tokens_of_person"),
    path("people/<int:person>/tokens/<int:token>/revoke/", people.revoke_persons_token, name="revoke_persons_token"),
    path("api/audits/", figures.figures_of_audits, name="figures_of_audits"),
    path("api/audits/<int:audit>/", figures.figures_of_audit, name="figures_of_audit"),
]
