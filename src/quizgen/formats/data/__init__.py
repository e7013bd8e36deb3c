"""Forms as data (``json``), for programs that mark, import or study items, and ``edited`` ones."""
