"""Thin Qt item models over domain values. They use QtCore and QtGui only, and know neither views nor stores."""
