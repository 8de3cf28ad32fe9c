"""Converts the elements of an activity to facts; a module for each subject, such as ``geography`` or ``results``.

A converter is a function for one kind of element. It adds facts to the ``Conversion`` of the activity, and removes from
the element what these facts state. What is left of the element becomes published fields (``leftovers``), so that
nothing is lost.
"""
