"""What cells and headings say: words, sums, dates, countries and sectors."""
