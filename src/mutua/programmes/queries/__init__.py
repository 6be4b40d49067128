"""What others may ask about finding each other; every question says who asks."""
