"""cvpdf typesets a résumé file into a PDF that proves nothing was lost."""
