"""Outlines on a map."""

Ring = tuple[tuple[float, float], ...]
"""A closed line as latitudes and longitudes in WGS-84 degrees, the last point as the first."""
