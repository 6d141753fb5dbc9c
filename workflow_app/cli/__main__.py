"""`python -m workflow_app.cli` is the console script `alurpak`."""

from workflow_app.cli import main

if __name__ == "__main__":
    main()
