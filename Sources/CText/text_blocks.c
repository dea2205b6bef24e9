// What is too large to stand in a header: see there.
#include "text_blocks.h"
#if defined(__x86_64__)
#include <immintrin.h>
#endif

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
    __m256i lows[3], highs[3], half = _mm256_set1_epi8(15), none = _mm256_setzero_si256();
    for (int at = 0; at < 3; at++) {
        lows[at] = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)groups->low[at]));
        highs[at] = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)groups->high[at]));
    }
    int64_t index = from;
    for (; index + 34 <= size; index += 32) {
        __m256i left = _mm256_and_si256(GROUPS(0), _mm256_and_si256(GROUPS(1), GROUPS(2)));
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
