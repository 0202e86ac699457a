"""From the bytes of one file to lines of text, whatever the format."""
