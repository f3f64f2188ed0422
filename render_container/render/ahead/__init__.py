"""One scene on several processors: its code runs ahead, and forks workers that film play calls.

The director runs the scene's `construct` without drawing anything. Where a stretch
of play calls begins it forks a worker, which goes on from there as an ordinary
filming would, and leaves a clip. At the end of its stretch a worker is in a state
that the director had to guess, as it leaps over frames that nothing depends on:
if the two differ in anything the scene shows, the whole attempt is dropped and
the scene is filmed in one process.
"""
