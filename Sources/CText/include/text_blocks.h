#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
// Which of sixty-four bytes are among a few, and where words may begin: one bit each. Swift has no
// way to make a bit mask of a vector comparison.
#include <stdint.h>
#include <string.h>

// At most eight bytes that are sought: a bit for each, by its low and by its high half.
struct text_bytes {
    uint8_t low[16], high[16];
};

// The first block of 64 bytes from `from` on, in steps of 64, that holds one of the bytes: its
// start, and in `mask` a bit for each hit, the lowest first. `end` where there is none.
int64_t text_next_block(const uint8_t *bytes, int64_t from, int64_t end,
                        const struct text_bytes *wanted, uint64_t *mask);

// Whether every byte is ASCII and none is `other`, a block at a time.
static inline int text_is_plain(const uint8_t *bytes, int64_t count, uint8_t other) {
    int64_t index = 0;
    for (; index + 64 <= count; index += 64) {
        uint8_t odd = 0;
        for (int at = 0; at < 64; at++)
            odd |= (uint8_t)((bytes[index + at] >> 7) | (bytes[index + at] == other));
        if (odd) return 0;
    }
    for (; index < count; index++)
        if (bytes[index] >> 7 || bytes[index] == other) return 0;
    return 1;
}

// Whether one of the first `count` bytes is zero.
static inline int text_holds_zero(const uint8_t *bytes, int64_t count) {
    return memchr(bytes, 0, (size_t)count) != 0;
}

// Whether the `count` bytes of a word stand somewhere in a text: memmem(3), declared here since
// it is no part of ISO C.
void *memmem(const void *, size_t, const void *, size_t);
static inline int text_holds(const uint8_t *text, int64_t size, const uint8_t *word, int64_t count) {
    return memmem(text, (size_t)size, word, (size_t)count) != 0;
}

// A place in a filter of 65,536 bits for three bytes of text, without regard to ASCII case.
static inline uint32_t text_place(uint32_t three) {
    return ((three | UINT32_C(0x202020)) * UINT32_C(2654435761)) >> 16;
}

// What words may begin with: a bit for each of eight groups of words, by the low and by the high
// half of each of their first four bytes. A word of three lets any fourth byte pass.
struct text_groups {
    uint8_t low[4][16], high[4][16];
};

// The first index from `from` on at which three bytes stand that both the groups and the filter
// (8,192 bytes, a bit for each place) let pass; -1 where there is none. The groups are asked
// thirty-two positions at a time where the machine can, and not at all where it cannot.
int64_t text_next_start(const uint8_t *text, int64_t from, int64_t size,
                        const struct text_groups *groups, const uint8_t *filter);
