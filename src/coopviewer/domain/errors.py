"""Faults whose cause is outside the program, each a code with values; the interface has a sentence for each code."""


class EnvironmentFault(Exception):
    """Something outside the program is not as needed: a file, a disk, a database.

    ``code`` names the condition, such as ``reference.damaged``. ``values`` are its details: paths, numbers, the
    message of another program, another fault. ``rendering.words.faults`` has a sentence for each code, and a test
    checks that codes, values and sentences fit each other. ``str`` of a fault is for logs.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        values = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.code}: {values}" if values else self.code
