"""The terminal as an edge. Only here, and in the command line above, is anything printed."""
