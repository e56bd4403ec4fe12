"""Weights of the two models in `ranking`, as `python -m tests.tools.calibrate` prints them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RANKING: Mapping[str, float] = MappingProxyType(
    {
        "belief": 0.834,
        "nearest": 1.593,
        "near": 2.437,
        "unsaid": -0.683,
        "beyond": -1.546,
        "name": -1.108,
        "number": -1.239,
        "foreign": 0.997,
        "uncovered": 0.403,
        "odd": -0.166,
        "unheard": -0.507,
        "role": 0.878,
        "fit": 0.635,
        "values": -0.231,
        "strict": 0.568,
        "said": 0.59,
        "digest": 0.23,
    }
)

SURENESS: Mapping[str, float] = MappingProxyType(
    {
        "belief": 0.055,
        "nearest": 1.459,
        "near": 1.073,
        "unsaid": 0.01,
        "beyond": -0.393,
        "name": -0.309,
        "number": -0.709,
        "foreign": 0.306,
        "uncovered": -3.295,
        "odd": 0.189,
        "unheard": 0.009,
        "role": 0.086,
        "fit": 0.709,
        "values": 0.148,
        "strict": 0.128,
        "said": 0.651,
        "digest": -0.134,
        "unanswered": -3.726,
        "odds": 0.154,
        "worst odds": 0.429,
        "items": 0.191,
        "strict answer": 0.083,
        "strange": -0.332,
        "no such role": -0.503,
        "apart": -0.383,
        "claim": 0.734,
        "asks who": 0.203,
        "asks when": 0.231,
        "asks where": 0.348,
        "asks why": -0.295,
        "asks how": 0.049,
        "asks count": 0.907,
        "asks named": -0.481,
        "margin": 0.302,
        "nearer unanswered": -2.415,
        "other strict": -0.034,
        "no who": -0.892,
        "no when": -1.721,
        "no where": -0.481,
        "no why": -1.04,
        "no how": 0.431,
        "no count": -0.61,
        "no named": -0.143,
    }
)
SURENESS_BIAS = 2.293
