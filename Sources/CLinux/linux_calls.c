#include "linux_calls.h"

// What the C library hands to initialisers: Swift's own list is read from /proc, which an empty
// root folder lacks (The GNU C Library Reference Manual, Program Arguments).
static int count;
static char **words;

__attribute__((constructor)) static void keep(int argc, char **argv) {
    count = argc;
    words = argv;
}

int linux_argument_count(void) { return count; }
const char *linux_argument(int index) { return words[index]; }
