"""What can keep the relay from its work, in a sentence for whoever runs it."""


class Problem(Exception):
    """The relay cannot go on; its text is a sentence.

    ``is_passing``: it may work a little later, as when the server restarts.
    """

    def __init__(self, words: str, *, is_passing: bool = False) -> None:
        super().__init__(words)
        self.is_passing = is_passing
