"""Checks of facts as they are written, one module each."""
