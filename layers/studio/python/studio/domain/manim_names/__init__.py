"""What Manim and stagecraft call things here, and what others call them."""
