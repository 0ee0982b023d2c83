"""What a certification session is and what its rules are: plain Python, no clock, no I/O."""
