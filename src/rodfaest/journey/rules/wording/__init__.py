"""What the letters of the journey say, by what they are about. Nobody's own words are in them."""
