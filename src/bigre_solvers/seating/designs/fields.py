"""Finite fields of prime power order: addition and multiplication tables."""

from __future__ import annotations

from functools import cache
from itertools import product

type Polynomial = tuple[int, ...]  # coefficients over the prime field, lowest first


def prime_power(q: int) -> tuple[int, int] | None:
    """The prime and the exponent, when q is a prime power."""
    for p in range(2, q + 1):
        if q % p == 0:
            exponent = 0
            while q % p == 0:
                q, exponent = q // p, exponent + 1
            return (p, exponent) if q == 1 else None
    return None


@cache
def field(q: int) -> tuple[list[list[int]], list[list[int]]]:
    """The tables of sums and products of a field of q elements, numbered from 0 (zero) and 1 (one)."""
    found = prime_power(q)
    if found is None:
        raise ValueError(f"there is no field of {q} elements")
    p, exponent = found
    elements = [tuple(reversed(digits)) for digits in product(range(p), repeat=exponent)]
    number = {element: k for k, element in enumerate(elements)}
    sums = [[number[tuple((a + b) % p for a, b in zip(x, y, strict=True))] for y in elements] for x in elements]
    for modulus in elements:  # the leading coefficient of the modulus is 1 and isn't written
        products = [[number[multiplied(x, y, modulus, p)] for y in elements] for x in elements]
        if all(len(set(row)) == q for row in products[1:]):
            return sums, products
    raise ValueError(f"there is no field of {q} elements")


def multiplied(x: Polynomial, y: Polynomial, modulus: Polynomial, p: int) -> Polynomial:
    """The product of two polynomials, reduced."""
    size = len(modulus)
    raw = [0] * (2 * size - 1)
    for i, a in enumerate(x):
        for j, b in enumerate(y):
            raw[i + j] = (raw[i + j] + a * b) % p
    for top in range(2 * size - 2, size - 1, -1):
        factor = raw[top]
        for k in range(size):
            raw[top - size + k] = (raw[top - size + k] - factor * modulus[k]) % p
    return tuple(raw[:size])
