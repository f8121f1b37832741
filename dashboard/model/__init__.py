"""The Selection, what it leaves on screen, and the sums that keep "not known" apart from 0."""
