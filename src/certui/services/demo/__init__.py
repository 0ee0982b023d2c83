"""The invented school: the same at every run but for its dates, which are relative to today.

Nobody in it exists. Names and places come from lists that travel with certui; how they combine is
drawn from a fixed seed.
"""

from certui.services.demo.pupils import MOST_STUDENTS, STUDENTS, Lists
from certui.services.demo.school import CENTRE, WHO, fill

__all__ = ["CENTRE", "MOST_STUDENTS", "STUDENTS", "WHO", "Lists", "fill"]
