from tests.relay.postgres import postgres

__all__ = ["postgres"]
