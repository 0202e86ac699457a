"""``python -m assistant``."""

import sys

from assistant.arguments import no_traceback
from assistant.cli import main

if __name__ == "__main__":
    if "--debug" not in sys.argv:
        sys.excepthook = no_traceback
    sys.exit(main())
