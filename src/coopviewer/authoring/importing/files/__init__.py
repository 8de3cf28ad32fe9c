"""Opens the XML files that are imported, packed ones too, as streams.

Refused is what unpacks to more than 8 GiB, or to more than both 16 MiB and 250 times its packed size.
"""
