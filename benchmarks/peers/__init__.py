"""What does the same work with other means, to be compared with."""
