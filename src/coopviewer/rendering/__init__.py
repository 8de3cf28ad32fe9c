"""Pages as documents: a page is laid out as a document, which is then written as HTML or another format. No Qt."""
