"""YAMLResume: its reader."""
