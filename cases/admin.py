"""Places, people and cases for superusers; every change keeps its history.

A superuser keeps the records in order and sees of cases only what a role opens to them, like everybody else.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from simple_history.admin import SimpleHistoryAdmin

from cases.models import Case, DeliveryUnit, Event, Membership, Practitioner, Region, Team, User
from cases.permissions import Permission, holds

admin.site.site_header = admin.site.site_title = "Probation case audit: records"
# Identity providers are set by the environment alone; second factors get a page below that shows no key.
for unused in (EmailAddress, SocialApp, SocialToken, Authenticator):
    admin.site.unregister(unused)


class CaseDataAdmin(SimpleHistoryAdmin):
    """Records that tell about people on probation: those that a role opens, and nothing without a role that sees cases.

    Their history is as closed as they are. That of a deleted record, which lies in no place any more, is shut.
    """

    def get_queryset(self, request):
        return super().get_queryset(request) & self.model._default_manager.visible_to(request.user)

    def has_module_permission(self, request):
        return super().has_module_permission(request) and holds(request.user, Permission.SEE_CASES)

    def has_add_permission(self, request):
        return super().has_add_permission(request) and holds(request.user, Permission.SEE_CASES)

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and self._is_open(request, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._is_open(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._is_open(request, obj)

    def _is_open(self, request, obj):
        """A record that is open now, or any at all where none is named."""
        if not holds(request.user, Permission.SEE_CASES):
            return False
        return obj is None or self.get_queryset(request).filter(pk=obj.pk).exists()


class KeptAdmin(SimpleHistoryAdmin):
    """Not deleted here: the page that asks whether to would list the cases that hang on the record."""

    def has_delete_permission(self, request, obj=None):
        return False


class MembershipInline(admin.TabularInline):
    """To be read: roles are given and ended at /people/, where the rules are kept."""

    model = Membership
    extra = 0

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission


@admin.register(User)
class PersonAdmin(UserAdmin):
    """People are not deleted, since what they recorded stays theirs: their account is closed."""

    inlines = [MembershipInline]

    def has_delete_permission(self, request, obj=None):
        return False

    def user_change_password(self, request, id, form_url=""):  # noqa: A002 - as Django calls it
        """Only one's own: whoever sets the password of somebody else holds all of their roles."""
        if id != str(request.user.pk):
            raise PermissionDenied
        return super().user_change_password(request, id, form_url)


@admin.register(Region)
class RegionAdmin(KeptAdmin):
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
class DeliveryUnitAdmin(KeptAdmin):
    list_display = ["name", "region"]


@admin.register(Team)
class TeamAdmin(KeptAdmin):
    list_display = ["name", "unit"]
    list_filter = ["unit"]


@admin.register(Practitioner)
class PractitionerAdmin(KeptAdmin):
    list_display = ["name", "grade", "team"]
    list_filter = ["team"]
    search_fields = ["name"]


@admin.register(Case)
class CaseAdmin(CaseDataAdmin):
    list_display = ["reference", "unit", "team", "sentence_type", "start_date"]
    list_filter = ["unit", "sentence_type"]
    search_fields = ["reference"]


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):
    """To be read. Of an event about a case that is not theirs to see, a superuser reads that it happened."""

    list_display = ["happened_at", "user", "kind", "unit", "audit", "case_if_seen"]
    list_filter = ["kind", "unit"]
    list_select_related = ["user", "unit"]
    date_hierarchy = "happened_at"
    fields = ["happened_at", "kind", "user", "unit", "audit", "case_if_seen", "details_if_seen"]

    def get_queryset(self, request):
        seen = Case.objects.visible_to(request.user).filter(pk=OuterRef("case_id"))
        return super().get_queryset(request).annotate(case_seen=Exists(seen))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    has_delete_permission = has_change_permission

    @admin.display(description="case")
    def case_if_seen(self, event):
        return str(event.case) if event.case_seen else ""

    @admin.display(description="details")
    def details_if_seen(self, event):
        """In words; the numbers in it are for the site's own pages."""
        hidden = event.case_id and not event.case_seen
        return "" if hidden else ", ".join(str(value) for value in event.details.values() if isinstance(value, str))
