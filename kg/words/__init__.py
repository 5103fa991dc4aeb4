"""What words mean, told without a parser: the lists of `ontology/` and what reads words by them."""
