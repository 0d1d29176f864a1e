"""Log-linear models on named features: features, weights and their file, linear chains."""
