"""How much of a file is read before it is refused. Sizes in bytes unless the name says otherwise.

The figures keep one file within 500 MB of memory and ten seconds on one ordinary core; recognition of scanned pages has
its own, longer time.
"""

from __future__ import annotations

MIB = 1 << 20

MAX_FILE = 100 * MIB
MAX_TEXT_FILE = 12 * MIB
MAX_CHARACTERS = 2_000_000  # of one document; the longest statute books have about a million
MAX_INFLATED = 160 * MIB  # of one zip package, counted while inflating
MAX_MEMBER = 60 * MIB  # of one member of a package
MAX_MEMBERS = 5_000
MAX_PAGES = 3_000
MAX_SCANNED_PAGES = 200
MAX_PIXELS = 80_000_000  # of one image as it declares itself; A3 at 600 dpi has 70 million
MAX_TABLE_CELLS = 100_000

READ_SECONDS = 8.0  # wall time for reading one file, without recognition of scanned pages
OCR_SECONDS = 30.0  # wall time for recognition: this much to begin with
OCR_PAGE_SECONDS = 30.0  # and this much for each page, on a busy machine
READ_MEMORY = 470 * MIB  # address space of the reading process
OCR_MEMORY = 4096 * MIB
