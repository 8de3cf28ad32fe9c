"""The user interface: widgets show models and values, and emit what the user does. They know no store."""
