"""What the rooms that read and write people's files have in common: each rule stands once."""
