"""Weights of the two models in `ranking`, as `python -m tests.tools.calibrate` prints them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RANKING: Mapping[str, float] = MappingProxyType(
    {
        "belief": 0.83,
        "nearest": 1.05,
        "near": 2.97,
        "unsaid": -0.89,
        "beyond": -1.32,
        "uncovered": -0.81,
        "odd": -0.24,
        "oddest": -0.01,
        "unheard": -0.21,
        "name": -1.13,
        "number": -1.76,
        "foreign": 1.08,
        "said": -0.18,
        "digest": 0.41,
        "role": 1.39,
        "fit": 0.53,
        "values": -0.4,
        "strict": 0.74,
    }
)

SURENESS: Mapping[str, float] = MappingProxyType(
    {
        "belief": 0.03,
        "nearest": 0.42,
        "near": 1.21,
        "unsaid": -0.25,
        "beyond": 0.43,
        "uncovered": -2.91,
        "odd": 0.07,
        "oddest": 0.5,
        "unheard": -0.13,
        "name": -0.35,
        "number": -0.99,
        "foreign": 0.39,
        "said": 0.28,
        "digest": -0.14,
        "role": 0.17,
        "fit": 0.76,
        "values": 0.02,
        "strict": 0.21,
        "unanswered": -2.79,
        "odds": 0.11,
        "worst odds": 0.32,
        "items": 0.18,
        "strict answer": 0.12,
        "strange": -0.34,
        "no such role": -0.55,
        "apart": -0.42,
        "asks who": -0.02,
        "asks when": 0.37,
        "asks where": 0.02,
        "asks why": 0.18,
        "asks how": -0.01,
        "asks count": 0.66,
        "asks named": -0.61,
        "claim": 0.89,
        "margin": 0.28,
        "nearer unanswered": -1.96,
        "other strict": -0.1,
        "no who": -0.74,
        "no when": -2.2,
        "no where": -0.41,
        "no why": -0.89,
        "no how": 0.27,
        "no count": -1.65,
        "no named": -0.12,
    }
)
SURENESS_BIAS = 1.89
