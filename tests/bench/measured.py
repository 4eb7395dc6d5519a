"""Runs a script and writes its peak memory to a file: python -m tests.bench.measured FILE SCRIPT [ARGUMENT ...]"""

import json
import re
import resource
import runpy
import sys
from pathlib import Path


def peaks():
    """(peak memory of this process, and of the largest one it started) in MB."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return own_peak() / 1024, children / 1024


def own_peak():
    """In kB. What `getrusage` says of oneself would include the process that started this one."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main():
    target, script = sys.argv[1:3]
    sys.argv = sys.argv[2:]
    try:
        runpy.run_path(script, run_name="__main__")
    finally:
        Path(target).write_text(json.dumps(peaks()))


if __name__ == "__main__":
    main()
