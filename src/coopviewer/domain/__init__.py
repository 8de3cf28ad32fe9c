"""Values and rules of the reference. No Qt, no SQL, no input or output."""
