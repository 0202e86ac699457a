"""Answers, evidence, tables and findings as HTML, every text escaped by the templates."""
