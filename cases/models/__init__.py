"""The records of this wing, by subject."""

from .addresses import KnownAddress
from .case import REMOVED, Case, EthnicGroup, Flag, RoshLevel, SentenceType, Sex, choice_constraint
from .event import Event, EventsAreKept
from .extract import ExtractMapping
from .people import Membership, User, kind_of, place_fields, places_around
from .places import DeliveryUnit, Practitioner, Region, Team

__all__ = [
    "REMOVED",
    "Case",
    "DeliveryUnit",
    "EthnicGroup",
    "Event",
    "EventsAreKept",
    "ExtractMapping",
    "Flag",
    "KnownAddress",
    "Membership",
    "Practitioner",
    "Region",
    "RoshLevel",
    "SentenceType",
    "Sex",
    "Team",
    "User",
    "choice_constraint",
    "kind_of",
    "place_fields",
    "places_around",
]
