"""The item model of the table that an overview is shown as."""
