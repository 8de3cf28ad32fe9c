"""What leaves and enters as files. Qt-free."""
