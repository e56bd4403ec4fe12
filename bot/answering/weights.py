"""Weights of the two models in `ranking`, as `python -m tests.tools.calibrate` prints them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RANKING: Mapping[str, float] = MappingProxyType(
    {
        "belief": 0.83,
        "nearest": 0.97,
        "near": 3.04,
        "unsaid": -0.93,
        "beyond": -1.18,
        "uncovered": -0.78,
        "odd": -0.23,
        "oddest": -0.02,
        "unheard": -0.24,
        "name": -1.17,
        "number": -1.8,
        "foreign": 0.0,
        "said": -0.14,
        "digest": 0.41,
        "role": 1.41,
        "fit": 0.52,
        "values": -0.4,
        "strict": 0.74,
    }
)

SURENESS: Mapping[str, float] = MappingProxyType(
    {
        "belief": 0.03,
        "nearest": 0.4,
        "near": 1.16,
        "unsaid": -0.19,
        "beyond": 0.48,
        "uncovered": -2.82,
        "odd": 0.02,
        "oddest": 0.53,
        "unheard": -0.03,
        "name": -0.46,
        "number": -1.03,
        "foreign": -6.63,
        "said": 0.36,
        "digest": -0.14,
        "role": 0.64,
        "fit": 0.74,
        "values": 0.05,
        "strict": 0.24,
        "unanswered": -2.73,
        "odds": 0.11,
        "worst odds": 0.33,
        "items": 0.18,
        "strict answer": 0.17,
        "strange": -0.0,
        "no such role": -0.55,
        "apart": -0.38,
        "count": 0.63,
        "claim": 0.89,
        "margin": 0.28,
        "nearer unanswered": -2.03,
        "other strict": -0.08,
        "no count": -1.11,
    }
)
SURENESS_BIAS = 1.36
