"""The only package with SQL: its functions take and return domain values. No Qt."""
