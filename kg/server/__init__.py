"""The graph as a service: SPARQL, statements and documents as JSON, and pages; read-only unless told otherwise.

What one client asks must not harm another.  Queries run in processes of their own (`worker`) that hold a snapshot of
the store for reading, may use so much memory and time and no more, and can open no connection; the server itself never
touches the store, so that whatever a query provokes, it lives.
"""

from kg.server.settings import Settings

__all__ = ["Settings"]
