"""The layout of the reference's pages as documents."""
