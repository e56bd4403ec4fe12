"""Weights of the two models in `ranking`, as `python -m tests.tools.calibrate` prints them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RANKING: Mapping[str, float] = MappingProxyType(
    {
        "belief": 0.829,
        "nearest": 0.832,
        "nearest alike": 2.187,
        "votes": 0.232,
        "votes alike": 0.463,
        "near": 0.805,
        "unsaid": -0.256,
        "beyond": -1.423,
        "name": -1.065,
        "number": -1.486,
        "foreign": 0.952,
        "uncovered": 0.386,
        "odd": -0.049,
        "unheard": -0.306,
        "role": 0.575,
        "fit": 0.36,
        "values": -0.177,
        "strict": 0.417,
        "said": 1.34,
        "digest": 0.341,
    }
)

SURENESS: Mapping[str, float] = MappingProxyType(
    {
        "belief": 0.055,
        "nearest": -1.836,
        "nearest alike": 2.566,
        "votes": 0.277,
        "votes alike": -0.257,
        "near": 2.009,
        "unsaid": 0.183,
        "beyond": -0.873,
        "name": 0.129,
        "number": -0.636,
        "foreign": 0.268,
        "uncovered": -2.601,
        "odd": 0.037,
        "unheard": 0.119,
        "role": 0.068,
        "fit": 0.28,
        "values": -0.007,
        "strict": 0.156,
        "said": 0.949,
        "digest": -0.225,
        "unanswered": -2.331,
        "unanswered alike": -1.371,
        "votes against": -0.869,
        "votes against alike": -1.004,
        "odds": 0.181,
        "worst odds": 0.376,
        "items": 0.189,
        "strict answer": 0.101,
        "strange": -0.267,
        "no such role": -0.375,
        "apart": -0.379,
        "claim": 0.59,
        "asks who": 0.388,
        "asks when": 0.813,
        "asks where": 0.379,
        "asks why": -0.368,
        "asks how": 0.802,
        "asks count": 1.291,
        "asks named": -0.084,
        "margin": 0.351,
        "nearer unanswered": -0.382,
        "other strict": -0.029,
        "no who": -0.732,
        "no when": -0.949,
        "no where": 0.384,
        "no why": -0.064,
        "no how": -0.058,
        "no count": -0.154,
        "no named": -0.65,
    }
)
SURENESS_BIAS = 1.855
