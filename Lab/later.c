// A clock that runs ahead by $LAB_LATER seconds, for whoever is started with it (LD_PRELOAD): so
// that a wait of a day is not waited.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

int clock_gettime(clockid_t clock, struct timespec *time) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    int status = real(clock, time);
    const char *later = getenv("LAB_LATER");
    if (status == 0 && later && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        time->tv_sec += atol(later);
    return status;
}
