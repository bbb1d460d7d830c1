"""The controls of which every page is built; all of them read the theme when they paint."""
