"""A page for a browser to learn and to be tested with: one file that loads nothing.

``payload`` is what the page holds, packed; ``page`` puts it together with its scripts, which are
plain JavaScript under ``templates/web/``; ``scorm`` packs it for a learning platform.
"""
