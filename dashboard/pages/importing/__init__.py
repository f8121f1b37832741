"""`/import`: readers give a file of their own, see what became of each row, and look at it under a private address."""
