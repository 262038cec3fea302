"""Other formats: a folder for each, with what it calls things, its reader and its writer."""
