"""Start the page: ``python app.py``. The same as ``python -m assistant serve``."""

import sys

from assistant.cli import main

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
