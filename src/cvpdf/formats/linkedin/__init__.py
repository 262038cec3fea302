"""LinkedIn: readers of its “Save to PDF” and of its data export."""
