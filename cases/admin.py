"""Places, people and cases for administrators; every change keeps its history."""

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from simple_history.admin import SimpleHistoryAdmin

from cases.models import Case, DeliveryUnit, Membership, Practitioner, Region, Team, User

admin.site.site_header = admin.site.site_title = "Probation case audit: records"
for unused in (EmailAddress, SocialApp, SocialToken):  # identity providers are set by the environment alone
    admin.site.unregister(unused)
admin.site.register(Region, SimpleHistoryAdmin)


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0


@admin.register(User)
class PersonAdmin(UserAdmin):
    inlines = [MembershipInline]


@admin.register(DeliveryUnit)
class DeliveryUnitAdmin(SimpleHistoryAdmin):
    list_display = ["name", "region"]


@admin.register(Team)
class TeamAdmin(SimpleHistoryAdmin):
    list_display = ["name", "unit"]
    list_filter = ["unit"]


@admin.register(Practitioner)
class PractitionerAdmin(SimpleHistoryAdmin):
    list_display = ["name", "grade", "team"]
    list_filter = ["team"]
    search_fields = ["name"]


@admin.register(Case)
class CaseAdmin(SimpleHistoryAdmin):
    list_display = ["reference", "unit", "team", "sentence_type", "start_date"]
    list_filter = ["unit", "sentence_type"]
    search_fields = ["reference"]
