"""One reader per school file format, all answering the same ``RosterFile``."""
