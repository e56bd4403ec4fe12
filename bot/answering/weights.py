"""Weights of the two models in `ranking`, as `python -m tests.tools.calibrate` prints them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RANKING: Mapping[str, float] = MappingProxyType(
    {
        "belief": 0.834,
        "nearest": 1.591,
        "near": 2.439,
        "unsaid": -0.684,
        "beyond": -1.546,
        "name": -1.108,
        "number": -1.236,
        "foreign": 0.998,
        "uncovered": 0.402,
        "odd": -0.165,
        "unheard": -0.507,
        "role": 0.884,
        "fit": 0.638,
        "values": -0.233,
        "strict": 0.567,
        "said": 0.595,
        "digest": 0.231,
    }
)

SURENESS: Mapping[str, float] = MappingProxyType(
    {
        "belief": 0.054,
        "nearest": 1.449,
        "near": 1.095,
        "unsaid": 0.075,
        "beyond": -0.412,
        "name": -0.303,
        "number": -0.711,
        "foreign": 0.318,
        "uncovered": -3.256,
        "odd": 0.188,
        "unheard": 0.017,
        "role": 0.078,
        "fit": 0.589,
        "values": 0.044,
        "strict": 0.145,
        "said": 0.598,
        "digest": -0.086,
        "unanswered": -3.71,
        "odds": 0.155,
        "worst odds": 0.431,
        "items": 0.176,
        "strict answer": 0.08,
        "strange": -0.354,
        "no such role": -0.508,
        "apart": -0.401,
        "claim": 0.739,
        "asks who": 0.154,
        "asks when": 0.3,
        "asks where": 0.389,
        "asks why": -0.211,
        "asks how": 0.147,
        "asks count": 1.001,
        "asks named": -0.521,
        "margin": 0.31,
        "nearer unanswered": -2.405,
        "other strict": -0.056,
        "no who": -0.83,
        "no when": -1.791,
        "no where": -0.521,
        "no why": -1.098,
        "no how": 0.319,
        "no count": -0.698,
        "no named": -0.112,
    }
)
SURENESS_BIAS = 2.253
