"""What is seen: widgets take models and values, and emit what the person did. They know no store."""
