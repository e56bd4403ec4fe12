"""Weights of the two models in `ranking`, as `python -m tests.tools.calibrate` prints them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RANKING: Mapping[str, float] = MappingProxyType(
    {
        "belief": 0.86,
        "nearest": 0.98,
        "near": 3.01,
        "unsaid": -0.79,
        "beyond": -1.49,
        "name": -1.33,
        "number": -1.79,
        "foreign": 0.93,
        "uncovered": 0.05,
        "odd": -0.22,
        "unheard": -0.37,
        "role": 1.27,
        "fit": 0.47,
        "values": -0.41,
        "strict": 0.61,
        "said": -0.6,
        "digest": 0.4,
    }
)

SURENESS: Mapping[str, float] = MappingProxyType(
    {
        "belief": 0.04,
        "nearest": 0.74,
        "near": 1.01,
        "unsaid": -0.13,
        "beyond": -0.14,
        "name": -0.23,
        "number": -0.59,
        "foreign": 0.14,
        "uncovered": -3.44,
        "odd": 0.16,
        "unheard": 0.16,
        "role": -0.0,
        "fit": 0.79,
        "values": 0.08,
        "strict": 0.28,
        "said": 1.1,
        "digest": -0.2,
        "unanswered": -3.29,
        "odds": 0.14,
        "worst odds": 0.43,
        "items": 0.18,
        "strict answer": 0.28,
        "strange": -0.09,
        "no such role": -0.35,
        "apart": -0.19,
        "claim": 0.67,
        "asks who": 0.16,
        "asks when": 0.26,
        "asks where": 0.11,
        "asks why": 0.06,
        "asks how": 0.06,
        "asks count": 0.92,
        "asks named": -0.53,
        "margin": 0.3,
        "nearer unanswered": -2.31,
        "other strict": 0.06,
        "no who": -0.76,
        "no when": -1.97,
        "no where": -0.48,
        "no why": -1.02,
        "no how": 0.1,
        "no count": -1.61,
        "no named": -0.34,
    }
)
SURENESS_BIAS = 1.99
