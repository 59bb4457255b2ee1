#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "KernelsInC.h"
#include "random.h"

int64_t c_matrix_product(int64_t n) {
    double *a = malloc(n * n * sizeof *a), *b = malloc(n * n * sizeof *b);
    double *c = calloc(n * n, sizeof *c);
    for (int64_t i = 0; i < n * n; i++) {
        a[i] = (double)((int64_t)(splitmix(1, i) % 201) - 100);
        b[i] = (double)((int64_t)(splitmix(2, i) % 201) - 100);
    }
    for (int64_t i = 0; i < n; i++)
        for (int64_t k = 0; k < n; k++) {
            double factor = a[i * n + k];
            for (int64_t j = 0; j < n; j++) c[i * n + j] += factor * b[k * n + j];
        }
    int64_t sum = 0;
    for (int64_t i = 0; i < n; i++)
        for (int64_t j = 0; j < n; j++) sum += (int64_t)c[i * n + j] * ((i * 31 + j * 17) % 1009 + 1);
    free(a);
    free(b);
    free(c);
    return sum;
}

int64_t c_prime_sieve(int64_t limit) {
    enum { odds = 32768 };
    int64_t root = (int64_t)sqrt((double)limit);
    bool *composite = calloc(root + 1, 1);
    uint32_t *primes = malloc((root + 1) * sizeof *primes);
    int64_t known = 0;
    for (int64_t p = 3; p <= root; p += 2)
        if (!composite[p]) {
            primes[known++] = (uint32_t)p;
            for (int64_t m = p * p; m <= root; m += 2 * p) composite[m] = true;
        }
    uint8_t *marks = malloc(odds);
    int64_t count = 1;
    for (int64_t first = 1; first <= limit; first += 2 * odds) {
        int64_t length = (limit - first) / 2 + 1;
        if (length > odds) length = odds;
        memset(marks, 1, length);
        if (first == 1) marks[0] = 0;
        for (int64_t k = 0; k < known; k++) {
            int64_t p = primes[k], m = p * p;
            if (m > first + 2 * (length - 1)) break;
            if (m < first) m = p * (((first + p - 1) / p) | 1);
            for (int64_t i = (m - first) / 2; i < length; i += p) marks[i] = 0;
        }
        for (int64_t i = 0; i < length; i++) count += marks[i];
    }
    free(composite);
    free(primes);
    free(marks);
    return count;
}

int64_t c_mandelbrot(int64_t n, int64_t *iterations) {
    enum { limit = 1000 };
    double step = 1.5 / (double)n;
    int64_t inside = 0;
    *iterations = 0;
    for (int64_t row = 0; row < n; row++)
        for (int64_t column = 0; column < n; column++) {
            double cr = (double)(2 * column + 1 - n) * step - 0.75;
            double ci = (double)(2 * row + 1 - n) * step;
            double x = 0, y = 0;
            int count = 0;
            for (; count < limit; count++) {
                double xx = x * x, yy = y * y;
                if (xx + yy > 4) break;
                y = 2 * x * y + ci;
                x = xx - yy + cr;
            }
            *iterations += count;
            inside += count == limit;
        }
    return inside;
}

uint64_t c_n_body(int64_t n) {
    double *p[3], *v[3], *mass = malloc(n * sizeof *mass);
    for (int k = 0; k < 3; k++) {
        p[k] = malloc(n * sizeof(double));
        v[k] = malloc(n * sizeof(double));
    }
    for (int64_t i = 0; i < n; i++) {
        double unit[7];
        for (int k = 0; k < 7; k++) unit[k] = (double)(splitmix(6, 7 * i + k) >> 11) * 0x1p-53;
        for (int k = 0; k < 3; k++) p[k][i] = 2 * unit[k] - 1, v[k][i] = 2 * unit[k + 3] - 1;
        mass[i] = 2 * unit[6] / (double)n;
    }
    double *x = p[0], *y = p[1], *z = p[2];
    for (int step = 0; step < 20; step++) {
        for (int64_t i = 0; i < n; i++) {
            double ax = 0, ay = 0, az = 0;
            for (int64_t j = 0; j < n; j++) {
                if (j == i) continue;
                double dx = x[j] - x[i], dy = y[j] - y[i], dz = z[j] - z[i];
                double square = dx * dx + dy * dy + dz * dz + 1e-4;
                double strength = mass[j] / (square * sqrt(square));
                ax += dx * strength;
                ay += dy * strength;
                az += dz * strength;
            }
            v[0][i] += 0.001 * ax;
            v[1][i] += 0.001 * ay;
            v[2][i] += 0.001 * az;
        }
        for (int k = 0; k < 3; k++)
            for (int64_t i = 0; i < n; i++) p[k][i] += 0.001 * v[k][i];
    }
    uint64_t sum = 0;
    for (int k = 0; k < 6; k++)
        for (int64_t i = 0; i < n; i++) {
            uint64_t bits;
            memcpy(&bits, k < 3 ? &p[k][i] : &v[k - 3][i], sizeof bits);
            sum += bits * (uint64_t)(6 * i + k + 1);
        }
    for (int k = 0; k < 3; k++) free(p[k]), free(v[k]);
    free(mass);
    return sum;
}

double c_monte_carlo(int64_t n) {
    double share = 42, strike = 40, rate = 0.1, volatility = 0.2, years = 0.5;
    double drift = (rate - volatility * volatility / 2) * years;
    double spread = volatility * sqrt(years), sum = 0, squares = 0;
    for (int64_t path = 0; path < n; path += 2) {
        double first = ((double)(splitmix(8, path) >> 11) + 1) * 0x1p-53;
        double second = (double)(splitmix(8, path + 1) >> 11) * 0x1p-53;
        double radius = sqrt(-2 * log(first)), angle = 2 * M_PI * second;
        double normal[2] = {radius * cos(angle), radius * sin(angle)};
        for (int k = 0; k < 2 && path + k < n; k++) {
            double payoff = share * exp(drift + spread * normal[k]) - strike;
            if (payoff > 0) sum += payoff, squares += payoff * payoff;
        }
    }
    // The squares are what an error estimate needs; they are summed so that the work is the same.
    return squares < 0 ? -1 : sum / (double)n * exp(-rate * years);
}
