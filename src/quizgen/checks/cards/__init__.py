"""Checks of cards (Wozniak's twenty rules; Ultimate Geography's contributing guide).

``front`` has what a learner sees beside the words of a question.
"""
