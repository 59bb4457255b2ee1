"""Works out the answers of the workloads independently.

Needs Python 3 and NumPy. Usage: python3 answers.py
"""

import hashlib
import json
import re
import sys
import zlib

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


def weighted(values, weights):
    """Sum of products modulo 2**64, as a signed number."""
    total = int((values.astype(np.uint64) * weights.astype(np.uint64)).sum(dtype=np.uint64))
    return total - (1 << 64) if total >> 63 else total


def fft(n, m=4096):
    def signal(index):
        bits = splitmix(5, np.arange(m) + (index + 1) * m)
        return (((bits >> np.uint64(32)) * np.uint64(201)) >> np.uint64(32)).astype(np.int64) - 100

    kernel = np.fft.fft(signal(-1))
    total = 0
    for index in range(n):
        values = np.rint(np.fft.ifft(np.fft.fft(signal(index)) * kernel).real).astype(np.int64)
        total += weighted(values, np.arange(m) % 1009 + 1)
    return total


def n_body(n, steps=20, dt=0.001, softening=1e-4):
    unit = (splitmix(6, np.arange(7 * n)) >> np.uint64(11)).astype(np.float64) * 2.0**-53
    unit = unit.reshape(n, 7)
    position = [2 * unit[:, k] - 1 for k in range(3)]
    velocity = [2 * unit[:, k] - 1 for k in range(3, 6)]
    mass = 2 * unit[:, 6] / float(n)
    for _ in range(steps):
        pull = [np.zeros(n) for _ in range(3)]
        for j in range(n):
            dx, dy, dz = (p[j] - p for p in position)
            square = dx * dx + dy * dy + dz * dz + softening
            strength = mass[j] / (square * np.sqrt(square))
            strength[j] = 0
            for a, d in zip(pull, (dx, dy, dz)):
                a += d * strength
        for v, a in zip(velocity, pull):
            v += dt * a
        for p, v in zip(position, velocity):
            p += dt * v
    total = 0
    for place, array in enumerate(position + velocity):
        weights = np.arange(n, dtype=np.uint64) * np.uint64(6) + np.uint64(place + 1)
        total += int((array.view(np.uint64) * weights).sum(dtype=np.uint64))
    return total & MASK


def merge_sort(n):
    keys = np.sort(splitmix(7, np.arange(n)))
    return int((keys * (np.arange(n, dtype=np.uint64) + np.uint64(1))).sum(dtype=np.uint64))


def json_orders(n):
    titles = [
        "Cr\\u00e8me \\u201cfra\\u00eeche\\u201d", "Bolt M8\\/40", "Smile \\ud83d\\ude00 mug",
        "Tab\\there", "Kaffee, gemahlen", "Gr\u00f6\u00dfe L", "C:\\\\temp", "Line\\nbreak",
    ]  # fmt: skip

    def document(kind):
        random = [int(v) for v in splitmix(13 + kind, np.arange(61))]
        text = '{\n  "order": %d,\n' % (random[0] % 1_000_000)
        text += '  "customer": {"name": "Jos\\u00e9 %d", ' % kind
        text += '"vip": %s, "note": null},\n  "items": [\n' % ("true" if kind % 2 == 0 else "false")
        for item in range(1, 61):
            bits = random[item]
            text += '    {"sku": "A-%d", ' % (bits >> 24 & 0xFFFF)
            text += '"title": "%s", ' % titles[bits & 7]
            text += '"quantity": %d, "price": -%d.%d, ' % (bits >> 40 & 15, bits >> 8 & 9999, bits % 9 + 1)
            text += '"tags": ["t%d", true, []]}' % (bits >> 50 & 7)
            text += ",\n" if item < 60 else "\n"
        return text + "  ]\n}\n"

    def tokens(value):
        if isinstance(value, dict):
            return 2 + sum(1 + tokens(v) for v in value.values())
        if isinstance(value, list):
            return 2 + sum(tokens(v) for v in value)
        return 1

    def checksum(kind):
        value = json.loads(document(kind))
        data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return sum(b * ((i & 1023) + 1) for i, b in enumerate(data)) + tokens(value)

    sums = [checksum(kind) for kind in range(16)]
    return sum(sums[index % 16] for index in range(n))


WORDS = """request started timeout lambda function memory handler retry cold warm queue event billed
duration INFO WARN ERROR 2048 user@localhost info@example.dev 10.0.256 2026-1-24 1924-2 v1.2.3
jane.doe@example.com ops@lambda.org 2026-11-24 1999-01-31 192.168.10.4 8.8.8.8 127.0.0.1
a@b.net""".split()


def log_lines(n):
    """The words of each line of the log."""
    for bits in (int(v) for v in splitmix(12, np.arange(n))):
        line = ""
        for _ in range(9):
            draw = bits & 127
            bits >>= 7
            word = WORDS[draw if draw < 32 else draw & 15]
            if len(line) + len(word) + 2 > 96:
                break
            line += word + " "
        yield line


def text_search(n):
    patterns = [
        r"[a-z0-9.]+@[a-z0-9]+\.(com|org|net)",
        r"(19|20)[0-9][0-9]-[01][0-9]-[0-3][0-9]",
        r"[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+",
    ]
    compiled = [re.compile(pattern) for pattern in patterns]
    counts = [0] * len(compiled)
    for line in log_lines(n):
        for index, pattern in enumerate(compiled):
            counts[index] += pattern.search(line) is not None
    return " + ".join(map(str, counts))


def compression(n):
    text = "".join(line.ljust(95) + "\n" for line in log_lines(n)).encode()
    chunks = [text[start : start + 512 * 96] for start in range(0, len(text), 512 * 96)]
    again = b"".join(zlib.decompress(zlib.compress(chunk, 6)) for chunk in chunks)
    return f"{len(again)} bytes with checksum {zlib.crc32(again)}"


def image_thumbnail(n):
    length = n * 3
    words = (length + 7) // 8
    rows = splitmix(10, np.arange(n * words)).reshape(n, words).astype("<u8")
    picture = rows.view(np.uint8).reshape(n, words * 8)[:, :length].reshape(n, n, 3)
    m = n // 2
    p = picture[: 2 * m, : 2 * m]
    half = np.zeros((m, m, 3), np.uint16)
    for i in (0, 1):
        for j in (0, 1):
            half += p[i::2, j::2]
    half = (half + 2) >> 2
    weights = [1, 8, 28, 56, 70, 56, 28, 8, 1]
    place = np.arange(m)
    across = np.zeros((m, m, 3), np.uint32)
    for k, w in enumerate(weights):
        across += w * half[:, np.clip(place + k - 4, 0, m - 1)].astype(np.uint32)
    down = np.zeros((m, m, 3), np.uint32)
    for k, w in enumerate(weights):
        down += w * across[np.clip(place + k - 4, 0, m - 1)]
    blurred = ((down + 32768) >> 16).reshape(m, m * 3)
    total = 0
    for row in range(m):
        weight = ((row + np.arange(m * 3)) & 1023) + 1
        total += int((blurred[row].astype(np.int64) * weight).sum())
    return total


def monte_carlo(n):
    share, strike, rate, volatility, years = 42.0, 40.0, 0.1, 0.2, 0.5
    drift = (rate - volatility * volatility / 2) * years
    spread = volatility * np.sqrt(years)
    total = 0.0
    for start in range(0, n, 1 << 20):
        stop = min(start + (1 << 20), n)
        even = np.arange(start, stop, 2)
        first = ((splitmix(8, even) >> np.uint64(11)).astype(float) + 1) * 2.0**-53
        second = (splitmix(8, even + 1) >> np.uint64(11)).astype(float) * 2.0**-53
        radius, angle = np.sqrt(-2 * np.log(first)), 2 * np.pi * second
        normal = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1).ravel()
        growth = np.exp(drift + spread * normal[: stop - start])
        total += np.maximum(0, share * growth - strike).sum()
    return "%.4f" % (total / n * np.exp(-rate * years))


def k_means(n, k=16, rounds=8):
    bits = splitmix(9, np.arange(n))
    home = splitmix(9, -1 - np.arange(16))[(bits >> np.uint64(60)).astype(int)]
    points = np.stack(
        [
            ((home >> np.uint64(16 * a)) & np.uint64(511)).astype(np.int64)
            + ((bits >> np.uint64(12 * a)) & np.uint64(511)).astype(np.int64)
            for a in range(4)
        ],
        axis=1,
    )
    centers = points[:k].copy()
    for _ in range(rounds):
        distances = np.stack([((points - c) ** 2).sum(axis=1) for c in centers], axis=1)
        nearest = distances.argmin(axis=1)
        inertia = int(distances.min(axis=1).sum())
        for c in range(k):
            members = points[nearest == c]
            if len(members):
                centers[c] = members.sum(axis=0) // len(members)
    place = int((centers * (np.arange(k) + 1)[:, None]).sum())
    return f"{inertia} around {place}"


SIZES = {
    "matrix-product": (matrix_product, [2, 37, 1000]),
    "sha256-tree": (sha256_tree, [1, 7, 100, 50000]),
    "mandelbrot": (mandelbrot, [2, 41, 640]),
    "fft": (fft, [1, 10, 2000]),
    "n-body": (n_body, [2, 37, 1500]),
    "merge-sort": (merge_sort, [1, 40000, 3000000]),
    "json": (json_orders, [1, 16, 10000]),
    "text-search": (text_search, [1, 1000, 450000]),
    "image-thumbnail": (image_thumbnail, [5, 101, 6000]),
    "compression": (compression, [1, 1000, 100000]),
    "monte-carlo": (monte_carlo, [1000, 8000000]),
    "k-means": (k_means, [16, 5000, 1200000]),
}

if __name__ == "__main__":
    for name in sys.argv[1:] or SIZES:
        function, sizes = SIZES[name]
        for size in sizes:
            print(name, size, function(size), sep="\t", flush=True)
