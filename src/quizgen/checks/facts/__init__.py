"""Checks of facts as they are written, one module each; ``texts`` finds the texts in a fact."""
