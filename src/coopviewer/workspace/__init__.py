"""Services on the stores: they act, and emit signals about what is now true. Of Qt they use QtCore only."""
