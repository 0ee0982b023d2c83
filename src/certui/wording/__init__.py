"""Every French sentence made from a value or an error, and all plurals."""
