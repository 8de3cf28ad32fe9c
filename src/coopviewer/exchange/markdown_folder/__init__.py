"""A folder of Markdown pages, for programs in which the user keeps notes, and its renewal."""
