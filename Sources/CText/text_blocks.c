// What is too large to stand in a header: see there.
#include "text_blocks.h"
#if defined(__x86_64__)
#include <immintrin.h>
#endif

// The hits of the block that begins at `block`, one byte after another.
static uint64_t hits_of_each(const uint8_t *bytes, int64_t block, int64_t end,
                             const struct text_bytes *wanted) {
    int64_t size = end - block < 64 ? end - block : 64;
    uint64_t hits = 0;
    for (int64_t at = 0; at < size; at++) {
        uint8_t byte = bytes[block + at];
        if (wanted->low[byte & 15] & wanted->high[byte >> 4]) hits |= UINT64_C(1) << at;
    }
    return hits;
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static int64_t block_of_many(const uint8_t *bytes, int64_t from,
                                                             int64_t end,
                                                             const struct text_bytes *wanted,
                                                             uint64_t *mask) {
    __m256i half = _mm256_set1_epi8(15), none = _mm256_setzero_si256();
    __m256i lows = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)wanted->low));
    __m256i highs = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)wanted->high));
    int64_t block = from;
    for (; block + 64 <= end; block += 64) {
        uint32_t missed[2];
        for (int part = 0; part < 2; part++) {
            const __m256i *place = (const __m256i *)(bytes + block + part * 32);
            __m256i text = _mm256_loadu_si256(place);
            __m256i low = _mm256_shuffle_epi8(lows, _mm256_and_si256(text, half));
            __m256i up = _mm256_and_si256(_mm256_srli_epi16(text, 4), half);
            __m256i found = _mm256_and_si256(low, _mm256_shuffle_epi8(highs, up));
            missed[part] = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(found, none));
        }
        uint64_t hits = ~((uint64_t)missed[1] << 32 | missed[0]);
        if (hits) {
            *mask = hits;
            return block;
        }
    }
    return block;
}
#endif

int64_t text_next_block(const uint8_t *bytes, int64_t from, int64_t end,
                        const struct text_bytes *wanted, uint64_t *mask) {
    int64_t block = from;
    *mask = 0;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) {
        block = block_of_many(bytes, from, end, wanted, mask);
        if (*mask) return block;
    }
#endif
    for (; block < end; block += 64) {
        *mask = hits_of_each(bytes, block, end, wanted);
        if (*mask) return block;
    }
    return end;
}

static inline int passes(const uint8_t *text, int64_t index, const uint8_t *filter) {
    uint32_t three = text[index] | (uint32_t)text[index + 1] << 8 | (uint32_t)text[index + 2] << 16;
    uint32_t place = text_place(three);
    return filter[place >> 3] >> (place & 7) & 1;
}

static int64_t next_of_each(const uint8_t *text, int64_t from, int64_t size,
                            const uint8_t *filter) {
    for (int64_t index = from; index + 3 <= size; index++)
        if (passes(text, index, filter)) return index;
    return -1;
}

#if defined(__x86_64__)
// The groups that stay possible for thirty-two positions by one byte behind each.
#define GROUPS(offset)                                                                             \
    ({                                                                                             \
        __m256i part = _mm256_loadu_si256((const __m256i *)(text + index + (offset)));             \
        __m256i low = _mm256_shuffle_epi8(lows[offset], _mm256_and_si256(part, half));             \
        __m256i up = _mm256_and_si256(_mm256_srli_epi16(part, 4), half);                           \
        _mm256_and_si256(low, _mm256_shuffle_epi8(highs[offset], up));                             \
    })

__attribute__((target("avx2"))) static int64_t next_of_many(const uint8_t *text, int64_t from,
                                                            int64_t size,
                                                            const struct text_groups *groups,
                                                            const uint8_t *filter) {
    __m256i lows[4], highs[4], half = _mm256_set1_epi8(15), none = _mm256_setzero_si256();
    for (int at = 0; at < 4; at++) {
        lows[at] = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)groups->low[at]));
        highs[at] = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)groups->high[at]));
    }
    int64_t index = from;
    for (; index + 35 <= size; index += 32) {
        __m256i left = _mm256_and_si256(_mm256_and_si256(GROUPS(0), GROUPS(1)),
                                        _mm256_and_si256(GROUPS(2), GROUPS(3)));
        uint32_t hits = ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(left, none));
        for (; hits; hits &= hits - 1) {
            int64_t hit = index + __builtin_ctz(hits);
            if (passes(text, hit, filter)) return hit;
        }
    }
    return next_of_each(text, index, size, filter);
}
#endif

int64_t text_next_start(const uint8_t *text, int64_t from, int64_t size,
                        const struct text_groups *groups, const uint8_t *filter) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) return next_of_many(text, from, size, groups, filter);
#endif
    return next_of_each(text, from, size, filter);
}
