"""Services on the stores: they act, and say in signals in the past tense what is now true. QtCore only."""
