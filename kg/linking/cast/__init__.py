"""Who is in a document: its names and where they end, people, bodies and outlets, and as what they are introduced."""
