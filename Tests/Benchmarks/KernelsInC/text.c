#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "KernelsInC.h"
#include "random.h"

static const char *const words[32] = {
    "request", "started", "timeout", "lambda", "function", "memory", "handler", "retry",
    "cold", "warm", "queue", "event", "billed", "duration", "INFO", "WARN", "ERROR", "2048",
    "user@localhost", "info@example.dev", "10.0.256", "2026-1-24", "1924-2", "v1.2.3",
    "jane.doe@example.com", "ops@lambda.org", "2026-11-24", "1999-01-31", "192.168.10.4",
    "8.8.8.8", "127.0.0.1", "a@b.net",
};

enum { line_length = 96, most_states = 64, most_positions = 16 };

// A regular expression by its positions: the bytes that each takes, and which may come next
// (Glushkov's construction, done by hand).
struct expression {
    int positions;
    uint64_t first, last;
    struct {
        const char *bytes;
        uint64_t next;
    } at[most_positions];
};

#define DIGITS "0123456789"
#define SMALL "abcdefghijklmnopqrstuvwxyz" DIGITS

static const struct expression expressions[3] = {
    {13, 1, 1 << 6 | 1 << 9 | 1 << 12,
     {{SMALL ".", 3}, {"@", 4}, {SMALL, 12}, {".", 1 << 4 | 1 << 7 | 1 << 10},
      {"c", 1 << 5}, {"o", 1 << 6}, {"m", 0}, {"o", 1 << 8}, {"r", 1 << 9}, {"g", 0},
      {"n", 1 << 11}, {"e", 1 << 12}, {"t", 0}}},
    {12, 5, 1 << 11,
     {{"1", 2}, {"9", 16}, {"2", 8}, {"0", 16}, {DIGITS, 32}, {DIGITS, 64}, {"-", 128},
      {"01", 256}, {DIGITS, 512}, {"-", 1024}, {"0123", 2048}, {DIGITS, 0}}},
    {7, 1, 64,
     {{DIGITS, 3}, {".", 4}, {DIGITS, 12}, {".", 16}, {DIGITS, 48}, {".", 64}, {DIGITS, 0}}},
};

// The deterministic automaton of a search, by sets of positions; state 1 has found a match.
static void build(const struct expression *e, uint32_t (*table)[256]) {
    uint64_t sets[most_states] = {e->first, 0};
    int known = 2;
    for (int state = 0; state < known; state++)
        for (int byte = 0; byte < 256; byte++) {
            uint64_t next = e->first;
            bool found = state == 1;
            for (int p = 0; p < e->positions && state != 1; p++)
                if (sets[state] >> p & 1 && byte && strchr(e->at[p].bytes, byte)) {
                    next |= e->at[p].next;
                    found |= e->last >> p & 1;
                }
            int target = 1;
            if (!found) {
                for (target = 0; target < known && (target == 1 || sets[target] != next);) target++;
                if (target == known) sets[known++] = next;
            }
            table[state][byte] = (uint32_t)target;
        }
}

static void write_line(uint8_t *line, int64_t index) {
    uint64_t bits = splitmix(12, (uint64_t)index);
    size_t length = 0;
    for (int k = 0; k < 9; k++) {
        int draw = bits & 127;
        bits >>= 7;
        const char *word = words[draw < 32 ? draw : draw & 15];
        size_t count = strlen(word);
        if (length + count + 2 > line_length) break;
        memcpy(line + length, word, count);
        length += count;
        line[length++] = ' ';
    }
    memset(line + length, ' ', line_length - 1 - length);
    line[line_length - 1] = '\n';
}

void c_text_search(int64_t lines, int64_t counts[3]) {
    uint8_t *text = malloc(lines * line_length);
    for (int64_t line = 0; line < lines; line++) write_line(text + line * line_length, line);
    for (int kind = 0; kind < 3; kind++) {
        uint32_t(*table)[256] = calloc(most_states, sizeof *table);
        build(&expressions[kind], table);
        counts[kind] = 0;
        for (int64_t line = 0; line < lines; line++) {
            const uint8_t *bytes = text + line * line_length;
            uint32_t state = 0;
            for (int i = 0; i < line_length && state != 1; i++) state = table[state][bytes[i]];
            counts[kind] += state == 1;
        }
        free(table);
    }
    free(text);
}

uint32_t c_compression(int64_t lines) {
    enum { chunk = 512 * line_length };
    uint8_t *text = malloc(chunk), *packed = malloc(2 * chunk), *again = malloc(chunk);
    z_stream in = {0}, out = {0};
    deflateInit2(&in, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
    inflateInit2(&out, -15);
    uint32_t checksum = 0;
    for (int64_t first = 0; first < lines; first += 512) {
        int64_t count = first + 512 < lines ? 512 : lines - first;
        for (int64_t line = 0; line < count; line++) write_line(text + line * line_length, first + line);
        deflateReset(&in);
        in.next_in = text, in.avail_in = (uInt)(count * line_length);
        in.next_out = packed, in.avail_out = 2 * chunk;
        deflate(&in, Z_FINISH);
        inflateReset(&out);
        out.next_in = packed, out.avail_in = 2 * chunk - in.avail_out;
        out.next_out = again, out.avail_out = chunk;
        inflate(&out, Z_FINISH);
        if (memcmp(text, again, (size_t)(count * line_length)) != 0) return 0;
        checksum = (uint32_t)crc32(checksum, again, (uInt)(count * line_length));
    }
    deflateEnd(&in);
    inflateEnd(&out);
    free(text);
    free(packed);
    free(again);
    return checksum;
}
