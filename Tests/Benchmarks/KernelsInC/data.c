#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "KernelsInC.h"
#include "random.h"

enum { samples = 4096 };

static void transform(double *x, double *y, const double *cosines, const double *sines) {
    for (int i = 1, j = 0; i < samples; i++) {
        int bit = samples / 2;
        for (; j & bit; bit /= 2) j ^= bit;
        j ^= bit;
        if (i < j) {
            double t = x[i];
            x[i] = x[j], x[j] = t;
            t = y[i];
            y[i] = y[j], y[j] = t;
        }
    }
    for (int half = 1; half < samples; half *= 2)
        for (int start = 0; start < samples; start += 2 * half)
            for (int j = start; j < start + half; j++) {
                double c = cosines[half + j - start], s = sines[half + j - start];
                double re = x[j + half] * c - y[j + half] * s;
                double im = x[j + half] * s + y[j + half] * c;
                x[j + half] = x[j] - re;
                y[j + half] = y[j] - im;
                x[j] += re;
                y[j] += im;
            }
}

static void signal_at(double *x, double *y, int64_t index) {
    for (int i = 0; i < samples; i++) {
        uint64_t bits = splitmix(5, (uint64_t)((index + 1) * samples + i));
        x[i] = (double)((int64_t)(((bits >> 32) * 201) >> 32) - 100);
        y[i] = 0;
    }
}

int64_t c_fft(int64_t signals) {
    double *room = malloc(6 * samples * sizeof *room);
    double *cosines = room, *sines = room + samples, *u = room + 2 * samples, *v = room + 3 * samples;
    double *x = room + 4 * samples, *y = room + 5 * samples;
    for (int half = 1; half < samples; half *= 2)
        for (int j = 0; j < half; j++) {
            cosines[half + j] = cos(-M_PI * j / half);
            sines[half + j] = sin(-M_PI * j / half);
        }
    signal_at(u, v, -1);
    transform(u, v, cosines, sines);
    int64_t sum = 0;
    for (int64_t signal = 0; signal < signals; signal++) {
        signal_at(x, y, signal);
        transform(x, y, cosines, sines);
        for (int i = 0; i < samples; i++) {
            double re = x[i] * u[i] - y[i] * v[i];
            y[i] = x[i] * v[i] + y[i] * u[i];
            x[i] = re;
        }
        transform(y, x, cosines, sines);
        for (int i = 0; i < samples; i++) sum += (int64_t)round(x[i] / samples) * (i % 1009 + 1);
    }
    free(room);
    return sum;
}

uint64_t c_merge_sort(int64_t n) {
    uint64_t *from = malloc(n * sizeof *from), *to = malloc(n * sizeof *to);
    for (int64_t i = 0; i < n; i++) from[i] = splitmix(7, i);
    for (int64_t start = 0; start < n; start += 16) {
        int64_t end = start + 16 < n ? start + 16 : n;
        for (int64_t i = start + 1; i < end; i++) {
            uint64_t key = from[i];
            int64_t j = i;
            for (; j > start && from[j - 1] > key; j--) from[j] = from[j - 1];
            from[j] = key;
        }
    }
    for (int64_t width = 16; width < n; width *= 2) {
        for (int64_t start = 0; start < n; start += 2 * width) {
            int64_t middle = start + width < n ? start + width : n;
            int64_t end = start + 2 * width < n ? start + 2 * width : n;
            int64_t i = start, j = middle;
            for (int64_t k = start; k < end; k++)
                to[k] = i < middle && (j >= end || from[i] <= from[j]) ? from[i++] : from[j++];
        }
        uint64_t *swap = from;
        from = to, to = swap;
    }
    uint64_t sum = 0;
    for (int64_t i = 0; i < n; i++) sum += from[i] * (uint64_t)(i + 1);
    free(from);
    free(to);
    return sum;
}

static int64_t clamp(int64_t value, int64_t end) {
    return value < 0 ? 0 : value >= end ? end - 1 : value;
}

uint64_t c_image_thumbnail(int64_t n) {
    static const uint32_t weights[9] = {1, 8, 28, 56, 70, 56, 28, 8, 1};
    int64_t m = n / 2, length = 3 * n, words = (length + 7) / 8, line = 3 * m;
    uint8_t *picture = malloc(n * words * 8), *half = malloc(m * line);
    uint16_t *across = malloc(m * line * sizeof *across);
    for (int64_t i = 0; i < n * words; i++) {
        uint64_t bits = splitmix(10, i);
        memcpy(picture + 8 * i, &bits, 8);
    }
    for (int64_t row = 0; row < m; row++)
        for (int64_t i = 0; i < line; i++) {
            const uint8_t *p = picture + 2 * row * words * 8 + i / 3 * 6 + i % 3;
            half[row * line + i] = (p[0] + p[3] + p[words * 8] + p[words * 8 + 3] + 2) >> 2;
        }
    for (int64_t row = 0; row < m; row++)
        for (int64_t i = 0; i < line; i++) {
            const uint8_t *p = half + row * line;
            uint32_t sum = 0;
            if (i >= 12 && i < line - 12)
                for (int k = 0; k < 9; k++) sum += weights[k] * p[i + 3 * (k - 4)];
            else
                for (int k = 0; k < 9; k++) sum += weights[k] * p[3 * clamp(i / 3 + k - 4, m) + i % 3];
            across[row * line + i] = (uint16_t)sum;
        }
    uint64_t total = 0;
    for (int64_t row = 0; row < m; row++) {
        const uint16_t *lines[9];
        for (int k = 0; k < 9; k++) lines[k] = across + clamp(row + k - 4, m) * line;
        for (int64_t i = 0; i < line; i++) {
            uint32_t sum = 32768;
            for (int k = 0; k < 9; k++) sum += weights[k] * lines[k][i];
            half[row * line + i] = (uint8_t)(sum >> 16);
        }
        for (int64_t i = 0; i < line; i++) total += half[row * line + i] * (uint64_t)(((row + i) & 1023) + 1);
    }
    free(picture);
    free(half);
    free(across);
    return total;
}

int64_t c_k_means(int64_t n) {
    enum { clusters = 16, axes = 4 };
    int32_t(*points)[axes] = malloc(n * sizeof *points), centers[clusters][axes];
    for (int64_t i = 0; i < n; i++) {
        uint64_t bits = splitmix(9, i), home = splitmix(9, (uint64_t)(-1 - (int64_t)(bits >> 60)));
        for (int a = 0; a < axes; a++)
            points[i][a] = (int32_t)(home >> (16 * a) & 511) + (int32_t)(bits >> (12 * a) & 511);
    }
    memcpy(centers, points, sizeof centers);
    int64_t inertia = 0;
    for (int round = 0; round < 8; round++) {
        int64_t sums[clusters][axes] = {0}, counts[clusters] = {0};
        inertia = 0;
        for (int64_t i = 0; i < n; i++) {
            int32_t best = INT32_MAX;
            int nearest = 0;
            for (int c = 0; c < clusters; c++) {
                int32_t distance = 0;
                for (int a = 0; a < axes; a++) {
                    int32_t d = points[i][a] - centers[c][a];
                    distance += d * d;
                }
                if (distance < best) best = distance, nearest = c;
            }
            for (int a = 0; a < axes; a++) sums[nearest][a] += points[i][a];
            counts[nearest]++;
            inertia += best;
        }
        for (int c = 0; c < clusters; c++)
            for (int a = 0; a < axes && counts[c]; a++) centers[c][a] = (int32_t)(sums[c][a] / counts[c]);
    }
    free(points);
    return inertia;
}
