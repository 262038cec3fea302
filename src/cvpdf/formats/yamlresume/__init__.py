"""YAMLResume."""
