"""What the product does, in terms of the domain and the ports."""
