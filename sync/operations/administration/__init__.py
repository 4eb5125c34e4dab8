"""Setting up a city: regions, offices, people, firms, duties; operations like all others.

Each `Set…` puts the named row as given, whether it was there before or not; the importer makes one
only where something differs.
"""

from sync.operations.administration.catalogue import Publish, SetOffice, SetRegion
from sync.operations.administration.firms import Assign, EndAssignment, OpenStation, SetContact, SetEnterprise
from sync.operations.administration.people import Appoint, EndAppointment, SetPerson

__all__ = [
    "Appoint",
    "Assign",
    "EndAppointment",
    "EndAssignment",
    "OpenStation",
    "Publish",
    "SetContact",
    "SetEnterprise",
    "SetOffice",
    "SetPerson",
    "SetRegion",
]
