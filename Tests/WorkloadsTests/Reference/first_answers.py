"""Works out the answers of matrix-product, sha256-tree and mandelbrot independently.

Needs Python 3 and NumPy. Usage: python3 first_answers.py
"""

import hashlib

import numpy as np

MASK = (1 << 64) - 1


def splitmix(seed, indices):
    """Outputs of SplitMix64, numbered from 0 (Vigna's splitmix64.c)."""
    with np.errstate(over="ignore"):
        z = np.uint64(seed) + (indices.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def matrix_product(n):
    def matrix(seed):
        values = splitmix(seed, np.arange(n * n)) % np.uint64(201)
        return (values.astype(np.int64) - 100).reshape(n, n)

    product = matrix(1) @ matrix(2)
    i, j = np.meshgrid(np.arange(n), np.arange(n), indexing="ij")
    return int((product * ((i * 31 + j * 17) % 1009 + 1)).sum())


def merkle(leaves):
    """RFC 6962, section 2.1, by its recursive definition."""
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + merkle(leaves[:k]) + merkle(leaves[k:])).digest()


def sha256_tree(n):
    words = splitmix(4, np.arange(n * 512)).astype("<u8").tobytes()
    return merkle([words[4096 * i : 4096 * (i + 1)] for i in range(n)]).hex()


def mandelbrot(n, limit=1000):
    step = 1.5 / n
    line = 2.0 * np.arange(n) + 1 - n
    cr, ci = np.meshgrid(line * step - 0.75, line * step)
    cr, ci = cr.ravel(), ci.ravel()
    x, y = np.zeros_like(cr), np.zeros_like(cr)
    iterations = 0
    for _ in range(limit):
        xx, yy = x * x, y * y
        alive = xx + yy <= 4
        x, y, cr, ci, xx, yy = (a[alive] for a in (x, y, cr, ci, xx, yy))
        iterations += len(x)
        y = 2 * x * y + ci
        x = xx - yy + cr
    return f"{len(x)} of {n * n} points after {iterations} iterations"


if __name__ == "__main__":
    for name, function, sizes in [
        ("matrix-product", matrix_product, [2, 37, 1000]),
        ("sha256-tree", sha256_tree, [1, 7, 100, 50000]),
        ("mandelbrot", mandelbrot, [2, 41, 640]),
    ]:
        for size in sizes:
            print(name, size, function(size))
