"""Forms as data, for programs that mark, import or study items."""
