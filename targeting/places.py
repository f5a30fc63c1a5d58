"""Distances on Earth."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, final

from targeting.values import Point

EARTH_RADIUS_KM: Final = 6_371.0088
"""The mean radius R1 of the International Union of Geodesy and Geophysics."""


@final
@dataclass(frozen=True, slots=True)
class Circle:
    """All places at most so far from a point."""

    centre: Point
    radius_km: float

    def includes(self, point: Point) -> bool:
        """Say whether the point lies within."""
        return distance_km(self.centre, point) <= self.radius_km


def distance_km(one: Point, other: Point) -> float:
    """Return the great-circle distance, by the haversine formula; within 0.6 % of the ellipsoid's."""
    latitude, other_latitude = math.radians(one.latitude), math.radians(other.latitude)
    half_latitudes = (other_latitude - latitude) / 2
    half_longitudes = math.radians(other.longitude - one.longitude) / 2
    chord = (
        math.sin(half_latitudes) ** 2
        + math.cos(latitude) * math.cos(other_latitude) * math.sin(half_longitudes) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))
