"""The account itself: who it is, what it has, what it wants to be told, and its end."""
