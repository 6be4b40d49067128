"""What changes rounds: one module per noun."""
