"""Places, people and cases for administrators; every change keeps its history."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from simple_history.admin import SimpleHistoryAdmin

from cases.models import Case, DeliveryUnit, Membership, Practitioner, Region, Team, User

admin.site.site_header = admin.site.site_title = "Probation case audit: records"
# Identity providers are set by the environment alone; second factors get a page below that shows no key.
for unused in (EmailAddress, SocialApp, SocialToken, Authenticator):
    admin.site.unregister(unused)
admin.site.register(Region, SimpleHistoryAdmin)


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0


@admin.register(User)
class PersonAdmin(UserAdmin):
    inlines = [MembershipInline]


@admin.register(Authenticator)
class SecondFactorAdmin(admin.ModelAdmin):
    """Removed here after a telephone was lost, with the recovery codes; the person sets up a new one."""

    list_display = fields = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    search_fields = ["user__username", "user__last_name"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def delete_model(self, request, obj):
        Authenticator.objects.filter(user=obj.user).delete()

    def delete_queryset(self, request, queryset):
        Authenticator.objects.filter(user__in=queryset.values("user")).delete()


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
