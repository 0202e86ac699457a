"""Training of the shipped sentence encoder; nothing here is needed to answer questions."""
