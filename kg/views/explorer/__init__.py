"""The explorer: linked views over one selection, for readers who never write a query.

Every statement in columns, the documents' texts in shards, the answers to all questions, and an overview whose places
are computed beforehand.  `docs/explorer.md` describes the data; what is drawn is made by the front end in
`kg/views/assets/`.
"""

from kg.views.explorer.page import write_explorer, write_single_file

__all__ = ["write_explorer", "write_single_file"]
