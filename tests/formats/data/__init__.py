"""Forms as data."""
