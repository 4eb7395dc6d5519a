"""Places, people and cases for superusers; every change keeps its history.

A superuser keeps the records in order and sees of cases only what a role opens to them, like everybody else.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.core.exceptions import PermissionDenied
from django.db import DataError
from django.db.models import Exists, OuterRef
from django.shortcuts import redirect
from simple_history.admin import SimpleHistoryAdmin

from cases.actions.trail import record_event
from cases.models import Case, DeliveryUnit, Event, Membership, Practitioner, Region, Team, User
from cases.permissions import Permission, holds, units_reached

admin.site.site_header = admin.site.site_title = "Probation case audit: records"
# Identity providers are set by the environment, who is who there by signing in. Second factors get a page below
# that shows no key.
for unused in (EmailAddress, SocialAccount, SocialApp, SocialToken, Authenticator):
    admin.site.unregister(unused)


class LastingAdmin(admin.ModelAdmin):
    """Not deleted here: the page that asks whether to would list the cases that hang on the record."""

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        """A number in the address that no database can hold is no fault of the site."""
        try:
            return super().changelist_view(request, extra_context)
        except (OverflowError, DataError):
            return redirect(request.path)


class KeptAdmin(LastingAdmin, SimpleHistoryAdmin):
    """Records that keep their earlier versions."""

    settled = ()  # fields that are chosen once: moving a place would hand its cases to others

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(self.settled if obj else ())]

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """Putting an earlier version back is a change, which the library does not ask about."""
        if request.method == "POST" and not self.has_change_permission(request, self.get_object(request, object_id)):
            raise PermissionDenied
        return super().history_form_view(request, object_id, version_id, extra_context)


class CaseDataAdmin(KeptAdmin):
    """Records that tell about people on probation: those that a role opens, and nothing without a role that sees cases.

    Their history is as closed as they are. That of a deleted record, which lies in no place any more, is shut. Who
    looks at them is in the trail, as on the site's own pages.
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

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        return self._told(request, response, f"the list of {self.opts.verbose_name_plural} in the records")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        response = super().change_view(request, object_id, form_url, extra_context)
        return self._told(request, response, f"{self.opts.verbose_name} {object_id} in the records", object_id)

    def history_view(self, request, object_id, extra_context=None):
        response = super().history_view(request, object_id, extra_context)
        return self._told(request, response, f"the history of {self.opts.verbose_name} {object_id}", object_id)

    def case_of(self, record):
        """(the Case, the audit's number) that a record tells about, as far as it is one."""
        return None, None

    def _told(self, request, response, what, object_id=None):
        if response.status_code == 200 and request.method == "GET":
            record = self.get_object(request, object_id) if object_id else None
            case, audit = self.case_of(record) if record else (None, None)
            record_event(kind=Event.Kind.CASE_VIEWED, case=case, audit=audit, what=what, by=request.user)
        return response

    def _is_open(self, request, obj):
        """A record that is open now, or any at all where none is named."""
        if not holds(request.user, Permission.SEE_CASES):
            return False
        return obj is None or self.get_queryset(request).filter(pk=obj.pk).exists()


class MembershipInline(admin.TabularInline):
    """To be read: roles are given and ended at /people/, where the rules are kept."""

    model = Membership
    extra = 0

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission


@admin.register(User)
class PersonAdmin(UserAdmin):
    """To be read: people are invited, changed and their accounts closed at /people/, where the rules are kept.

    Whoever could set an e-mail address or a password here could sign in as somebody else.
    """

    inlines = [MembershipInline]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    has_delete_permission = has_change_permission


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
    settled = ["region"]
    list_display = ["name", "region"]


@admin.register(Team)
class TeamAdmin(KeptAdmin):
    settled = ["unit"]
    list_display = ["name", "unit"]
    list_filter = ["unit"]


@admin.register(Practitioner)
class PractitionerAdmin(KeptAdmin):
    settled = ["team"]  # moved at /places/, where the rules are kept
    list_display = ["name", "grade", "team"]
    list_filter = ["team"]
    search_fields = ["name"]


@admin.register(Case)
class CaseAdmin(CaseDataAdmin):
    settled = ["unit"]
    list_display = ["reference", "unit", "team", "sentence_type", "start_date"]
    list_filter = ["unit", "sentence_type"]
    search_fields = ["reference"]

    def case_of(self, record):
        return record, None


@admin.register(Event)
class EventAdmin(LastingAdmin):
    """To be read. Of what happened to a case or an audit, a superuser without a role there reads that it happened."""

    list_display = ["happened_at", "user", "kind", "unit", "audit", "case_if_seen"]
    list_filter = ["kind", "unit"]
    list_select_related = ["user", "unit"]
    fields = ["happened_at", "kind", "user", "unit", "audit", "case_if_seen", "details_if_seen"]

    def get_queryset(self, request):
        seen = Case.objects.visible_to(request.user).filter(pk=OuterRef("case_id"))
        units = Exists(units_reached(request.user, Permission.SEE_RESULTS).filter(pk=OuterRef("unit_id")))
        return super().get_queryset(request).annotate(case_seen=Exists(seen), unit_seen=units)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description="case")
    def case_if_seen(self, event):
        return str(event.case) if event.case_seen else ""

    @admin.display(description="details")
    def details_if_seen(self, event):
        """In words; the numbers in it are for the site's own pages."""
        hidden = (event.case_id and not event.case_seen) or (event.audit and not event.unit_seen)
        return "" if hidden else ", ".join(str(value) for value in event.details.values() if isinstance(value, str))
