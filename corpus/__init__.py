"""Reports as data: files in, ``Report`` and ``Chunk`` out."""
