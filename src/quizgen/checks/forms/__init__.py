"""Checks of a form: what its items do to each other."""
