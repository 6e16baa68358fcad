"""The pictures of the demo's goods: each style's silhouette in its first colour, drawn as SVG."""

from tessera.ops.demo.pictures.drawing import draw

__all__ = ["draw"]
