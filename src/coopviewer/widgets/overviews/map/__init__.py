"""The map: shapes of the world, coloured by what a list says of each country, or by a number."""
