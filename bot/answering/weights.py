"""Weights of the two models in `ranking`, as `python -m tests.tools.calibrate` prints them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RANKING: Mapping[str, float] = MappingProxyType(
    {
        "belief": 0.86,
        "nearest": 1.32,
        "near": 2.19,
        "unsaid": -0.63,
        "beyond": -1.65,
        "name": -1.2,
        "number": -1.33,
        "foreign": 0.89,
        "uncovered": 0.65,
        "odd": -0.2,
        "unheard": -0.49,
        "role": 1.08,
        "fit": 0.61,
        "values": -0.37,
        "strict": 0.54,
        "said": 0.59,
        "digest": 0.26,
    }
)

SURENESS: Mapping[str, float] = MappingProxyType(
    {
        "belief": 0.06,
        "nearest": 0.84,
        "near": 1.5,
        "unsaid": 0.17,
        "beyond": -0.56,
        "name": -0.34,
        "number": -0.62,
        "foreign": 0.27,
        "uncovered": -3.01,
        "odd": 0.18,
        "unheard": 0.03,
        "role": -0.1,
        "fit": 0.66,
        "values": 0.18,
        "strict": 0.16,
        "said": 0.75,
        "digest": -0.15,
        "unanswered": -3.56,
        "odds": 0.15,
        "worst odds": 0.46,
        "items": 0.22,
        "strict answer": 0.12,
        "strange": -0.41,
        "no such role": -0.57,
        "apart": -0.43,
        "claim": 0.75,
        "asks who": 0.22,
        "asks when": 0.38,
        "asks where": 0.36,
        "asks why": 0.12,
        "asks how": 0.12,
        "asks count": 1.09,
        "asks named": -0.44,
        "margin": 0.32,
        "nearer unanswered": -1.81,
        "other strict": -0.02,
        "no who": -0.95,
        "no when": -2.16,
        "no where": -0.62,
        "no why": -1.29,
        "no how": 0.18,
        "no count": -1.45,
        "no named": -0.5,
    }
)
SURENESS_BIAS = 2.35
