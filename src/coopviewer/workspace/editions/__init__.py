"""Services on other editions: comparing the open one with another, and titles of entries that only others have."""
