"""Enrolments in the admin: who takes part in each edition, and what is done about it."""
