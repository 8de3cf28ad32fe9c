"""Controllers for saving, printing and exporting what is shown, and the menu actions that copy and cite it."""
