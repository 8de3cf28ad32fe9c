"""What an import will make of files, laid out as documents."""
