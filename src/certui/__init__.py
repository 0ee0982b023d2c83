"""certui: enrol pupils in certification sessions from the keyboard."""

__version__ = "0.1.0"
