"""The elements of activities, each subject in a module: what becomes part of which fact."""
