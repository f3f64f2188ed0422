"""Jobs: ordered, looked at, and what they made.

`routes` take orders and show jobs, `lifecycle` cancels and repeats them, `streams` sends their
events and files, and `log` tells all of it in one piece. An order comes as JSON or as one of
`forms`, and is answered by `accepting`; `conditions` and `messages` are of what streams.
"""
