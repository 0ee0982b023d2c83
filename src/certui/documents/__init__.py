"""One module per document that leaves the application."""
