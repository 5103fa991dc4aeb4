"""Seeing: the graph as pages that open in any browser, with the network unplugged."""

from kg.views.explorer import write_explorer, write_single_file
from kg.views.page import write_graph_page

__all__ = ["write_explorer", "write_graph_page", "write_single_file"]
