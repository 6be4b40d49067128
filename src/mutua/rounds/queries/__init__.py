"""What is read of rounds, by those who may."""
