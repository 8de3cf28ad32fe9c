"""The only package with SQL: other packages pass domain values to it, and get domain values back. Qt-free."""
