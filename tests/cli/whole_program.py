"""What tests that run the whole program share."""
import subprocess
import sys
from pathlib import Path

program = Path(sys.argv[1]).resolve()
wrong = 0


def say(what, found, expected):
    global wrong
    if found == expected:
        return
    wrong = 1
    print(f"{what}: found\n{found}\nnot\n{expected}")


def run(*arguments, folder=None):
    """Ended after two minutes, it did hang."""
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, timeout=120, cwd=folder)
