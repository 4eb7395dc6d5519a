"""The only writers of people and their roles: within the administrator's own places, and never for themselves.

`by` is None only for the command that invites the first administrator.
"""
