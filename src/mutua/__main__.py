"""`python -m mutua` is the command `mutua`."""

from mutua.cli import main

if __name__ == "__main__":
    main(prog_name="mutua")
