"""Export: layout for paper, PDF, print preview, briefs, and the dialogs that ask what is written, and where."""
