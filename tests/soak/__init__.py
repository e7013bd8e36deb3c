"""Inputs that are damaged at random: each must end in sentences with a place, never in a bug."""
