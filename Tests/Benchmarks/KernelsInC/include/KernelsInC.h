// Workloads written plainly in C, to hold the Swift ones against. Each makes the same input from the
// same seed, does the whole job on one thread, and returns the same answer.

#include <stdint.h>

int64_t c_matrix_product(int64_t size);
int64_t c_prime_sieve(int64_t limit);
int64_t c_mandelbrot(int64_t size, int64_t *iterations);
int64_t c_fft(int64_t signals);
uint64_t c_n_body(int64_t bodies);
uint64_t c_merge_sort(int64_t keys);
uint64_t c_image_thumbnail(int64_t size);
double c_monte_carlo(int64_t paths);
int64_t c_k_means(int64_t points);
int64_t c_json(int64_t documents);
void c_sha256_tree(int64_t blocks, char hexadecimal[65]);
void c_text_search(int64_t lines, int64_t counts[3]);
uint32_t c_compression(int64_t lines);
