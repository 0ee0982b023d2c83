"""The terminal as it really is: broken bytes, lost lines, stalled lines, signals."""
