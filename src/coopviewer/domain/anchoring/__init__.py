"""Rules for finding the quotation of an annotation in another edition."""
