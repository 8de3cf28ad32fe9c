"""The elements of activities, each subject in a module: what becomes part of which fact.

A converter adds facts to the ``Conversion`` of the activity and removes from its element what they state; what is left
of the element becomes published fields (``leftovers``), so that nothing is lost.
"""
