"""Services on the stores: they act, and emit signals in the past tense about what is now true. They use no widgets."""
