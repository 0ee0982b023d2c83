"""certui as a dialogue: numbered lists and questions, one line after the other.

For screen readers and braille, and for links too slow for a full screen. It does with the services
what screens do; nothing that it prints moves a cursor or has a colour.
"""
