"""Statistics tables of an annual report: where the rows are and what their cells hold."""
