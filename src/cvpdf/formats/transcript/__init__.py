"""The grammar of résumés that are texts: what pasted text, Markdown and PDFs have in common."""
