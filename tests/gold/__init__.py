"""The gold, and what makes it from the annotations."""
