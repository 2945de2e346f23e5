"""The encoder that ships with the project, and the recipe it was made by. Nothing here is imported by the product."""
