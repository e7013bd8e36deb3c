"""Checks of cards (Wozniak's twenty rules; Ultimate Geography's contributing guide)."""
