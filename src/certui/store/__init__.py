"""The ports over SQLModel: the only room that knows SQL."""
