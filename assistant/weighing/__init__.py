"""Whether what was found answers: two small networks, trained by assistant/training."""
