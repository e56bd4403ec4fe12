"""Weights of the two models in `ranking`, as `python -m tests.tools.calibrate` prints them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RANKING: Mapping[str, float] = MappingProxyType(
    {
        "belief": 0.87,
        "nearest": 1.34,
        "near": 2.16,
        "unsaid": -0.62,
        "beyond": -1.64,
        "name": -1.19,
        "number": -1.32,
        "foreign": 0.89,
        "uncovered": 0.64,
        "odd": -0.19,
        "unheard": -0.49,
        "role": 1.02,
        "fit": 0.64,
        "values": -0.33,
        "strict": 0.53,
        "said": 0.59,
        "digest": 0.26,
    }
)

SURENESS: Mapping[str, float] = MappingProxyType(
    {
        "belief": 0.06,
        "nearest": 0.83,
        "near": 1.49,
        "unsaid": 0.17,
        "beyond": -0.59,
        "name": -0.33,
        "number": -0.58,
        "foreign": 0.29,
        "uncovered": -2.99,
        "odd": 0.17,
        "unheard": 0.03,
        "role": -0.11,
        "fit": 0.7,
        "values": 0.25,
        "strict": 0.15,
        "said": 0.73,
        "digest": -0.15,
        "unanswered": -3.51,
        "odds": 0.15,
        "worst odds": 0.47,
        "items": 0.21,
        "strict answer": 0.12,
        "strange": -0.4,
        "no such role": -0.56,
        "apart": -0.4,
        "claim": 0.8,
        "asks who": 0.17,
        "asks when": 0.35,
        "asks where": 0.32,
        "asks why": -0.08,
        "asks how": 0.12,
        "asks count": 0.96,
        "asks named": -0.49,
        "margin": 0.32,
        "nearer unanswered": -1.83,
        "other strict": -0.0,
        "no who": -0.82,
        "no when": -2.08,
        "no where": -0.54,
        "no why": -1.05,
        "no how": 0.2,
        "no count": -1.22,
        "no named": -0.41,
    }
)
SURENESS_BIAS = 2.32
