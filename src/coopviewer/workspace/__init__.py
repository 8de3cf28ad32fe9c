"""The doors to the stores: QObjects of QtCore that act on them and say in past-tense signals what is now true."""
