"""A child with limits: a process for what others' files can drive beyond any bound."""
