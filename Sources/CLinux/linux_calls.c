#include "linux_calls.h"

#include <signal.h>

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

static volatile sig_atomic_t interrupted;

static void note(int signal) {
    (void)signal;
    interrupted = 1;
}

static void note_by(int flags) {
    struct sigaction action = {0};
    action.sa_handler = note;
    sigemptyset(&action.sa_mask);
    action.sa_flags = flags;
    sigaction(SIGINT, &action, 0);
    sigaction(SIGTERM, &action, 0);
    sigaction(SIGHUP, &action, 0);
}

void linux_note_interrupts(void) { note_by(SA_RESTART); }

void linux_note_first_interrupt(void) { note_by(SA_RESTART | SA_RESETHAND); }

int linux_interrupted(void) { return interrupted; }
