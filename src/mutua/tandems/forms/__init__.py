"""What members type into a tandem. Labels and help come from the shipped texts where there are any."""
