"""Controllers for saving, printing, citing and exporting what is shown."""
