"""What screens share: they show domain values, send messages up and call no service."""
