"""Storing reports and finding evidence in them."""
