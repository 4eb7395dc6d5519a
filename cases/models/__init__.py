"""The records of this wing, by subject."""

from .addresses import KnownAddress
from .case import REMOVED, Case, choice_constraint, in_teams
from .event import Event, EventsAreKept
from .extract import ExtractMapping
from .people import Membership, User, kind_of, place_fields, places_around
from .places import DeliveryUnit, Place, Practitioner, Region, Team
