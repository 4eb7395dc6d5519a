"""Places, people and second factors for superusers; every change keeps its history.

Cases, audits and events are not registered: the site's own pages are the only way to them.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import DataError
from django.shortcuts import redirect
from django_tasks_db.models import DBTaskResult
from simple_history.admin import SimpleHistoryAdmin

from cases.models import DeliveryUnit, Membership, Practitioner, Region, Team, User

admin.site.site_header = admin.site.site_title = "Probation case audit: records"
# The environment sets the identity provider, and signing in links people to it. Roles grant what groups would.
# Second factors get a page below that shows no key. What a worker has to do is no record for people.
for unused in (EmailAddress, SocialAccount, SocialApp, SocialToken, Group, Authenticator, DBTaskResult):
    admin.site.unregister(unused)


class PlaceAdmin(SimpleHistoryAdmin):
    """A place or practitioner with its earlier versions.

    Not deleted here: the page that asks for confirmation would list the cases that belong to the record.
    """

    settled = ()  # fields that are chosen once: moving a place would hand its cases to others

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(self.settled if obj else ())]

    def revert_disabled(self, request, obj=None):
        """Earlier versions are read only: putting one back would move the record to where it was then."""
        return True

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """Refuse a POST: the library hides the button that reverts, but would still revert."""
        if request.method == "POST":
            raise PermissionDenied
        return super().history_form_view(request, object_id, version_id, extra_context)

    def changelist_view(self, request, extra_context=None):
        """Show the whole list when the address holds a number too large for the database."""
        try:
            return super().changelist_view(request, extra_context)
        except (OverflowError, DataError):
            return redirect(request.path)


class MembershipInline(admin.TabularInline):
    """Read only: roles are given and ended at /people/, where the rules are kept."""

    model = Membership
    extra = 0

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission


@admin.register(User)
class PersonAdmin(UserAdmin):
    """Read only: people are invited and changed, and accounts closed, at /people/, where the rules are kept.

    A superuser who could set an e-mail address or a password here could sign in as another person.
    """

    inlines = [MembershipInline]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    has_delete_permission = has_change_permission


@admin.register(Region)
class RegionAdmin(PlaceAdmin):
    pass


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
class DeliveryUnitAdmin(PlaceAdmin):
    settled = ["region"]
    list_display = ["name", "region"]


@admin.register(Team)
class TeamAdmin(PlaceAdmin):
    settled = ["unit"]
    list_display = ["name", "unit"]
    list_filter = ["unit"]


@admin.register(Practitioner)
class PractitionerAdmin(PlaceAdmin):
    settled = ["team"]  # moved at /places/, where the rules are kept
    list_display = ["name", "grade", "team"]
    list_filter = ["team"]
    search_fields = ["name"]
