"""Weights of the two models in `ranking`, as `python -m tests.tools.calibrate` prints them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RANKING: Mapping[str, float] = MappingProxyType(
    {
        "belief": 0.87,
        "nearest": 1.19,
        "near": 2.5,
        "unsaid": -0.78,
        "beyond": -1.43,
        "name": -1.31,
        "number": -1.74,
        "foreign": 0.83,
        "uncovered": 0.14,
        "odd": -0.23,
        "unheard": -0.4,
        "role": 1.26,
        "fit": 0.58,
        "values": -0.43,
        "strict": 0.57,
        "said": 0.46,
        "digest": 0.39,
    }
)

SURENESS: Mapping[str, float] = MappingProxyType(
    {
        "belief": 0.04,
        "nearest": 0.45,
        "near": 1.28,
        "unsaid": -0.1,
        "beyond": -0.34,
        "name": -0.28,
        "number": -0.6,
        "foreign": 0.03,
        "uncovered": -3.12,
        "odd": 0.18,
        "unheard": 0.14,
        "role": 0.04,
        "fit": 0.72,
        "values": 0.08,
        "strict": 0.3,
        "said": 1.01,
        "digest": -0.2,
        "unanswered": -3.17,
        "odds": 0.14,
        "worst odds": 0.42,
        "items": 0.21,
        "strict answer": 0.3,
        "strange": -0.07,
        "no such role": -0.37,
        "apart": -0.2,
        "claim": 0.65,
        "asks who": 0.18,
        "asks when": 0.28,
        "asks where": 0.22,
        "asks why": 0.01,
        "asks how": 0.07,
        "asks count": 0.97,
        "asks named": -0.53,
        "margin": 0.31,
        "nearer unanswered": -1.97,
        "other strict": 0.05,
        "no who": -0.69,
        "no when": -1.92,
        "no where": -0.47,
        "no why": -0.95,
        "no how": 0.13,
        "no count": -1.55,
        "no named": -0.27,
    }
)
SURENESS_BIAS = 1.84
