"""The sentences of faults outside the program, by what they are about; ``fault_words`` has them all."""
