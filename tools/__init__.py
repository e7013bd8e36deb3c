"""What makes files of the repository: ``constraints`` and ``reference``. Not part of the wheel."""
