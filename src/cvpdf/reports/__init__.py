"""How diagnostics look: as text for people, and as JSON, SARIF or GitHub's workflow commands for programs."""
