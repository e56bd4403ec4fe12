"""Weights of the two models in `ranking`, as `python -m tests.tools.calibrate` prints them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RANKING: Mapping[str, float] = MappingProxyType(
    {
        "belief": 0.84,
        "nearest": 1.05,
        "near": 2.97,
        "unsaid": -0.89,
        "beyond": -1.33,
        "name": -1.14,
        "number": -1.77,
        "foreign": 1.06,
        "uncovered": -0.76,
        "odd": -0.24,
        "unheard": -0.23,
        "role": 1.39,
        "fit": 0.52,
        "values": -0.4,
        "strict": 0.75,
        "said": -0.17,
        "digest": 0.41,
    }
)

SURENESS: Mapping[str, float] = MappingProxyType(
    {
        "belief": 0.03,
        "nearest": 0.45,
        "near": 1.22,
        "unsaid": -0.21,
        "beyond": 0.45,
        "name": -0.3,
        "number": -0.99,
        "foreign": 0.41,
        "uncovered": -3.35,
        "odd": 0.39,
        "unheard": 0.01,
        "role": 0.19,
        "fit": 0.75,
        "values": 0.02,
        "strict": 0.22,
        "said": 0.2,
        "digest": -0.14,
        "unanswered": -2.81,
        "odds": 0.11,
        "worst odds": 0.34,
        "items": 0.18,
        "strict answer": 0.13,
        "strange": -0.37,
        "no such role": -0.55,
        "apart": -0.43,
        "claim": 0.89,
        "asks who": -0.01,
        "asks when": 0.37,
        "asks where": 0.02,
        "asks why": 0.18,
        "asks how": -0.0,
        "asks count": 0.67,
        "asks named": -0.6,
        "margin": 0.28,
        "nearer unanswered": -1.97,
        "other strict": -0.09,
        "no who": -0.74,
        "no when": -2.18,
        "no where": -0.41,
        "no why": -0.85,
        "no how": 0.32,
        "no count": -1.64,
        "no named": -0.1,
    }
)
SURENESS_BIAS = 1.85
