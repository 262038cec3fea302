"""LinkedIn: its “Save to PDF”, and its data export."""
