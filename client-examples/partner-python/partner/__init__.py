"""A shop's own programs around Segue."""
