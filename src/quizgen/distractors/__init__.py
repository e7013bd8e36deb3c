"""Wrong answers that are certainly wrong, and near enough to be worth choosing."""
