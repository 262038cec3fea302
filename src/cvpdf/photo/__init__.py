"""The photo: found beside the résumé or inside it, looked at, and made ready for print; or brought from the web."""
