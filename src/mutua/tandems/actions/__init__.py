"""The only place that writes in a tandem."""
