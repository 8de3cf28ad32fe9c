"""The only package with SQL: other packages give it domain values, and get such values. Qt-free."""
