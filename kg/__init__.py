"""Saidgraph: who said what, who reported which reading of it, and where exactly it stands in the text."""
