"""What learners have and what they get next.

``identity`` says who a note is to Anki; ``ledger`` what each note was when it last changed, in its
file (``ledger_file``), which two curators' branches join in (``merging``) and which can be made
again (``recovery``). ``naming`` follows facts that were renamed. ``update`` brings it up to date,
with ``remarks`` on what learners would lose, ``changes`` for release notes, and ``subdecks`` for
packages. ``packages`` reads the notes of a package: of an ``archive``, which ``containers``
unpacks, its ``database``, and messages of ``protobuf`` in it; ``rehearse`` tries an update out in
the real Anki.
"""
