"""How the attribution model is trained: corpus in, int8 weights out."""
