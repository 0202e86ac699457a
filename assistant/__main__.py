"""``python -m assistant``."""

import os
import sys

# numpy's BLAS starts a thread a core when imported, 30 ms of every command; nothing here uses them.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from assistant.arguments import no_traceback
from assistant.cli import main

if __name__ == "__main__":
    if "--debug" not in sys.argv:
        sys.excepthook = no_traceback
    sys.exit(main())
