"""Thin Qt item models over domain values. QtCore and QtGui only; they know neither views nor stores."""
