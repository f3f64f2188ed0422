"""What a caller may choose of how a video looks, which those who make it need to know as well."""

from typing import Literal

Theme = Literal["chalkboard", "light", "colorful"]
Quality = Literal["low", "medium", "high"]
SceneQuality = Literal["low", "medium", "high", "twok", "fourk"]
AspectRatio = Literal["16:9", "9:16", "1:1"]
OutputFormat = Literal["mp4", "gif", "webm", "png"]
"""`webm` carries transparency; `png` is the scene's last picture alone."""
