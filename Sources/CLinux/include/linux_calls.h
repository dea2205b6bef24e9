#pragma once
// The Linux calls that the Glibc module does not export: variadic ones and raw system calls.
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/vfs.h>
#include <unistd.h>

// Flags of open(2) that the Glibc module lacks.
enum { linux_no_atime = 01000000, linux_path_only = 010000000 };

// One entry as getdents64(2) lays it out; the name follows at byte 19, NUL-terminated.
struct linux_entry {
    uint64_t inode;
    int64_t offset;
    uint16_t length;
    uint8_t type;
};
enum { linux_entry_name = 19 };

static inline int linux_open(const char *path, int flags) {
    return open(path, flags | O_CLOEXEC);
}
static inline int linux_openat(int folder, const char *name, int flags) {
    return openat(folder, name, flags | O_CLOEXEC);
}
// openat2(2): resolves every component below `folder` without following a link; with
// `stay_on_mount`, a mount point on the way is EXDEV.
static inline int linux_open_below(int folder, const char *path, int flags, int stay_on_mount) {
    struct open_how how = {0};
    how.flags = (uint64_t)(flags | O_CLOEXEC);
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
    if (stay_on_mount) how.resolve |= RESOLVE_NO_XDEV;
    return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}
// The magic number of the file system that `file` lies on; 0 when it does not say.
static inline long linux_file_system(int file) {
    struct statfs facts;
    return fstatfs(file, &facts) == 0 ? (long)facts.f_type : 0;
}
// A pipe whose ends are closed on exec: pipe2(2).
static inline int linux_pipe(int ends[2]) {
    return (int)syscall(SYS_pipe2, ends, O_CLOEXEC);
}
// Notes SIGINT, SIGTERM and SIGHUP instead of ending; tells whether one came.
void linux_note_interrupts(void);
// The same for the first of each only: a second one ends the program as it does by itself.
void linux_note_first_interrupt(void);
int linux_interrupted(void);
// The words this process was started with, the program's name first.
int linux_argument_count(void);
const char *linux_argument(int index);
// Lets this thread alone look at files as another user: setfsuid(2); tells who it was before.
static inline int linux_look_as(unsigned user) {
    return (int)syscall(SYS_setfsuid, user);
}
static inline long linux_getdents64(int folder, void *buffer, unsigned long count) {
    return syscall(SYS_getdents64, folder, buffer, count);
}
