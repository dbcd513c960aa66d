"""What a group lacks to be a queue's: it must be private, and the bot an administrator that may delete and pin."""

from enum import StrEnum


class Lack(StrEnum):
    """One thing that a group lacks."""

    PRIVACY = "privacy"
    ADMINISTRATOR = "administrator"
    DELETE = "delete"
    PIN = "pin"
