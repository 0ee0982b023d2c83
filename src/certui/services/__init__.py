"""The use cases: each method reads, asks a rule, writes and commits, and answers a frozen value."""
