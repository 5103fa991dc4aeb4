"""Words that point to somebody of the document: pronouns, "the minister", "the company", "two of them", "who"."""
