"""Weights of the two models in `ranking`, as `python -m tests.tools.calibrate` prints them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RANKING: Mapping[str, float] = MappingProxyType(
    {
        "belief": 0.800,
        "nearest": 1.472,
        "nearest alike": 1.483,
        "votes": 0.124,
        "votes alike": 0.616,
        "near": 0.452,
        "unsaid": -0.169,
        "beyond": -1.420,
        "name": -0.956,
        "number": -1.508,
        "foreign": 1.046,
        "uncovered": 0.285,
        "odd": -0.044,
        "unheard": -0.378,
        "role": 0.457,
        "fit": 0.459,
        "values": -0.130,
        "strict": 0.401,
        "said": 1.657,
        "digest": 0.291,
    }
)

SURENESS: Mapping[str, float] = MappingProxyType(
    {
        "belief": 0.055,
        "nearest": -2.306,
        "nearest alike": 2.308,
        "votes": 0.288,
        "votes alike": -0.235,
        "near": 2.131,
        "unsaid": 0.074,
        "beyond": -0.882,
        "name": -0.072,
        "number": -0.705,
        "foreign": 0.264,
        "uncovered": -2.415,
        "odd": 0.040,
        "unheard": 0.143,
        "role": 0.160,
        "fit": 0.276,
        "values": 0.004,
        "strict": 0.146,
        "said": 1.183,
        "digest": -0.209,
        "unanswered": -1.802,
        "unanswered alike": -1.604,
        "votes against": -1.207,
        "votes against alike": -0.859,
        "odds": 0.180,
        "worst odds": 0.339,
        "items": 0.173,
        "strict answer": 0.126,
        "strange": -0.035,
        "no such role": -0.305,
        "apart": -0.234,
        "claim": 0.487,
        "asks who": 0.260,
        "asks when": 0.640,
        "asks where": 0.166,
        "asks why": -0.323,
        "asks how": 0.797,
        "asks count": 1.294,
        "asks named": -0.140,
        "margin": 0.339,
        "nearer unanswered": -0.621,
        "other strict": 0.015,
        "no who": -0.718,
        "no when": -0.766,
        "no where": 0.430,
        "no why": -0.186,
        "no how": -0.330,
        "no count": -0.444,
        "no named": -0.511,
    }
)
SURENESS_BIAS = 2.026
