"""Seeing: the graph as one page that opens in any browser, with the network unplugged."""

from kg.views.page import write_graph_page

__all__ = ["write_graph_page"]
