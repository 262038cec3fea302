"""The proof, on the bytes of the PDF, that nothing was lost."""
