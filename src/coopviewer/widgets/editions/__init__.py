"""What is seen of comparing editions: the page of changes with its filters, the list of editions, lines of offers."""
