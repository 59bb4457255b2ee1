#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "KernelsInC.h"
#include "random.h"

// A document as a tape of tokens: a kind, and where a string lies or what a number is worth.
enum kind { object_start, object_end, array_start, array_end, string, number, yes, no, null };
struct token {
    enum kind kind;
    uint32_t start, length, decimals;
    bool negative;
    uint64_t mantissa;
};
struct parser {
    const uint8_t *at, *end;
    struct token *tokens;
    uint8_t *strings;
    uint32_t count, used;
};

static struct token *append(struct parser *p, enum kind kind) {
    p->tokens[p->count] = (struct token){.kind = kind};
    return &p->tokens[p->count++];
}

static void skip(struct parser *p) {
    while (p->at < p->end && (*p->at == ' ' || *p->at == '\n' || *p->at == '\r' || *p->at == '\t'))
        p->at++;
}

static bool hexadecimal(struct parser *p, uint32_t *value) {
    if (p->end - p->at < 4) return false;
    *value = 0;
    for (int k = 0; k < 4; k++) {
        uint8_t c = *p->at++;
        uint32_t letter = (uint32_t)(c | 32) - 'a';
        uint32_t digit = c >= '0' && c <= '9' ? c - '0' : letter < 6 ? letter + 10 : 16;
        if (digit == 16) return false;
        *value = *value << 4 | digit;
    }
    return true;
}

static void put_point(struct parser *p, uint32_t c) {
    uint8_t *s = p->strings + p->used;
    int n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    if (n == 1) s[0] = (uint8_t)c;
    for (int k = n - 1; k > 0; k--, c >>= 6) s[k] = 0x80 | (c & 63);
    if (n > 1) s[0] = (uint8_t)((0xF00 >> n) | c);
    p->used += (uint32_t)n;
}

static bool parse_escape(struct parser *p) {
    if (p->at == p->end) return false;
    uint8_t c = *p->at++;
    const char *from = "ntrbf\"\\/", *to = "\n\t\r\b\f\"\\/", *found = c ? strchr(from, c) : NULL;
    if (found) return p->strings[p->used++] = (uint8_t)to[found - from], true;
    uint32_t unit, low;
    if (c != 'u' || !hexadecimal(p, &unit)) return false;
    if (unit >= 0xD800 && unit < 0xE000) {
        if (unit >= 0xDC00 || p->end - p->at < 2 || p->at[0] != '\\' || p->at[1] != 'u') return false;
        p->at += 2;
        if (!hexadecimal(p, &low) || low < 0xDC00 || low >= 0xE000) return false;
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
    put_point(p, unit);
    return true;
}

static bool parse_string(struct parser *p) {
    struct token *token = append(p, string);
    token->start = p->used;
    for (p->at++; p->at < p->end;) {
        uint8_t c = *p->at++;
        if (c == '"') return token->length = p->used - token->start, true;
        if (c == '\\') {
            if (!parse_escape(p)) return false;
        } else if (c < 0x20) {
            return false;
        } else {
            p->strings[p->used++] = c;
        }
    }
    return false;
}

static bool parse_number(struct parser *p) {
    struct token *token = append(p, number);
    if (*p->at == '-') token->negative = true, p->at++;
    const uint8_t *start = p->at, *point = NULL;
    for (; p->at < p->end; p->at++) {
        if (*p->at >= '0' && *p->at <= '9') token->mantissa = token->mantissa * 10 + (*p->at - '0');
        else if (*p->at == '.' && !point && p->at > start) point = p->at;
        else break;
    }
    if (point) token->decimals = (uint32_t)(p->at - point - 1);
    long length = p->at - start;
    return length > 0 && length <= 15 && !(point && !token->decimals) && token->decimals < 8
        && (*start != '0' || length == 1 || start[1] == '.');
}

static bool parse_word(struct parser *p, const char *word, enum kind kind) {
    size_t length = strlen(word);
    if ((size_t)(p->end - p->at) < length || memcmp(p->at, word, length)) return false;
    p->at += length;
    append(p, kind);
    return true;
}

static bool parse_value(struct parser *p, int depth) {
    skip(p);
    if (p->at == p->end || depth > 64) return false;
    uint8_t c = *p->at;
    if (c == '"') return parse_string(p);
    if (c == 't') return parse_word(p, "true", yes);
    if (c == 'f') return parse_word(p, "false", no);
    if (c == 'n') return parse_word(p, "null", null);
    if (c != '{' && c != '[') return parse_number(p);
    bool object = c == '{';
    append(p, object ? object_start : array_start);
    p->at++;
    skip(p);
    for (bool first = true; p->at < p->end; first = false) {
        if (*p->at == (object ? '}' : ']') ) {
            p->at++;
            append(p, object ? object_end : array_end);
            return true;
        }
        if (!first) {
            if (*p->at++ != ',') return false;
            skip(p);
        }
        if (object) {
            if (p->at == p->end || *p->at != '"' || !parse_string(p)) return false;
            skip(p);
            if (p->at == p->end || *p->at++ != ':') return false;
        }
        if (!parse_value(p, depth + 1)) return false;
        skip(p);
    }
    return false;
}

static uint8_t *write_string(uint8_t *out, const uint8_t *s, uint32_t length) {
    *out++ = '"';
    for (uint32_t i = 0; i < length; i++) {
        uint8_t c = s[i];
        if (c >= 0x20 && c != '"' && c != '\\') {
            *out++ = c;
            continue;
        }
        const char *from = "\n\t\r\b\f\"\\", *to = "ntrbf\"\\", *found = c ? strchr(from, c) : NULL;
        *out++ = '\\';
        if (found) *out++ = (uint8_t)to[found - from];
        else out += sprintf((char *)out, "u%04x", c);
    }
    *out++ = '"';
    return out;
}

static uint8_t *write_number(uint8_t *out, const struct token *t) {
    uint8_t digits[24];
    uint32_t n = 0;
    uint64_t rest = t->mantissa;
    do digits[n++] = '0' + rest % 10, rest /= 10;
    while (rest || n <= t->decimals);
    if (t->negative) *out++ = '-';
    while (n > 0) {
        if (n == t->decimals) *out++ = '.';
        *out++ = digits[--n];
    }
    return out;
}

static size_t encode(const struct parser *p, uint8_t *start) {
    static const char *const fixed[] = {"{", "}", "[", "]", "", "", "true", "false", "null"};
    uint8_t *out = start;
    uint64_t objects = 0;
    bool comma = false, key = false;
    for (uint32_t i = 0; i < p->count; i++) {
        const struct token *t = &p->tokens[i];
        bool opens = t->kind == object_start || t->kind == array_start;
        bool closes = t->kind == object_end || t->kind == array_end;
        if (comma && !closes) *out++ = ',';
        if (t->kind == string) out = write_string(out, p->strings + t->start, t->length);
        else if (t->kind == number) out = write_number(out, t);
        else for (const char *c = fixed[t->kind]; *c; c++) *out++ = (uint8_t)*c;
        if (opens) {
            objects = objects << 1 | (t->kind == object_start);
            key = objects & 1, comma = false;
        } else if (key && t->kind == string) {
            *out++ = ':';
            key = comma = false;
        } else {
            if (closes) objects >>= 1;
            key = objects & 1, comma = true;
        }
    }
    return (size_t)(out - start);
}

static size_t document(uint64_t kind, char *text) {
    static const char *const titles[8] = {
        "Cr\\u00e8me \\u201cfra\\u00eeche\\u201d", "Bolt M8\\/40", "Smile \\ud83d\\ude00 mug",
        "Tab\\there", "Kaffee, gemahlen", "Größe L", "C:\\\\temp", "Line\\nbreak",
    };
    char *t = text;
    t += sprintf(t, "{\n  \"order\": %" PRIu64 ",\n", splitmix(13 + kind, 0) % 1000000);
    t += sprintf(t, "  \"customer\": {\"name\": \"Jos\\u00e9 %" PRIu64 "\", ", kind);
    t += sprintf(t, "\"vip\": %s, ", kind % 2 ? "false" : "true");
    t += sprintf(t, "\"note\": null},\n  \"items\": [\n");
    for (uint64_t item = 1; item <= 60; item++) {
        uint64_t bits = splitmix(13 + kind, item);
        t += sprintf(t, "    {\"sku\": \"A-%" PRIu64 "\", ", bits >> 24 & 0xFFFF);
        t += sprintf(t, "\"title\": \"%s\", ", titles[bits & 7]);
        t += sprintf(t, "\"quantity\": %" PRIu64 ", ", bits >> 40 & 15);
        t += sprintf(t, "\"price\": -%" PRIu64 ".%" PRIu64 ", ", bits >> 8 & 9999, bits % 9 + 1);
        t += sprintf(t, "\"tags\": [\"t%" PRIu64 "\", true, []]}", bits >> 50 & 7);
        t += sprintf(t, "%s\n", item < 60 ? "," : "");
    }
    t += sprintf(t, "  ]\n}\n");
    return (size_t)(t - text);
}

int64_t c_json(int64_t documents) {
    enum { kinds = 16, room = 16384 };
    char *texts = malloc(kinds * room);
    size_t lengths[kinds];
    for (int kind = 0; kind < kinds; kind++) lengths[kind] = document((uint64_t)kind, texts + kind * room);
    struct token *tokens = malloc(room * sizeof *tokens);
    uint8_t *strings = malloc(room), *output = malloc(room);
    int64_t total = 0;
    for (int64_t index = 0; index < documents; index++) {
        const uint8_t *text = (const uint8_t *)texts + index % kinds * room;
        struct parser p = {text, text + lengths[index % kinds], tokens, strings, 0, 0};
        bool read = parse_value(&p, 0);
        skip(&p);
        if (!read || p.at != p.end) {
            total -= 1;
            continue;
        }
        size_t length = encode(&p, output);
        for (size_t i = 0; i < length; i++) total += (int64_t)output[i] * (int64_t)((i & 1023) + 1);
        total += p.count;
    }
    free(texts);
    free(tokens);
    free(strings);
    free(output);
    return total;
}
