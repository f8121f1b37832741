"""What a careful editor would look at again: rules over the tables, and what they find. Nothing is changed here."""
