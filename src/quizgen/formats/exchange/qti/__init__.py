"""QTI 2.1 and 3.0: packages of items that score their maximum with their own key.

``items`` makes an assessment item of each item, ``markup`` its texts, ``scoring`` what every one
of them declares, ``metadata`` what a manifest tells of them, ``package`` the files of version 2.1,
``version3`` the same under the names of version 3.
"""
