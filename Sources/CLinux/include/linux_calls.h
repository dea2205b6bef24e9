#pragma once
// The Linux calls that the Glibc module does not export: variadic ones and raw system calls.
#include <fcntl.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static inline int linux_open(const char *path, int flags) {
    return open(path, flags | O_CLOEXEC);
}
static inline int linux_openat(int folder, const char *name, int flags) {
    return openat(folder, name, flags | O_CLOEXEC);
}
static inline long linux_getdents64(int folder, void *buffer, unsigned long count) {
    return syscall(SYS_getdents64, folder, buffer, count);
}
