"""Rules for finding the quotation of an annotation again in another edition."""
