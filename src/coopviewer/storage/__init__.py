"""The only package with SQL: it takes and gives domain values. No Qt."""
