"""``python -m bot`` is the same as ``ceremony-bot``."""

import sys

from bot.cli import main

sys.exit(main())
