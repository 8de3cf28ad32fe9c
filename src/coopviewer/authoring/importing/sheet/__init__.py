"""Tables of projects, as spreadsheets and text files: what each column is, and the facts of each row."""
