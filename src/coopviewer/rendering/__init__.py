"""Pages as documents: what a page says, laid out once, and written as HTML. No Qt."""
