// The floor to race against: the least a program must do to look at every entry of a tree (stat
// each, keep a record) and, with -H, to read and SHA-256 every file. Two threads, no frills.
// usage: floor [-H] ROOT     build: cc -O2 -pthread floor.c -lcrypto
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { threads = 2, list_room = 64 << 10, read_room = 128 << 10 };

struct entry {
    uint64_t inode;
    int64_t offset;
    uint16_t length;
    uint8_t type;
    char name[];
};

struct record {
    uint64_t inode, size, modified, changed;
    uint32_t mode, name;
    uint8_t digest[32];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t some = PTHREAD_COND_INITIALIZER;
static char **shared;
static size_t shared_count, shared_room;
static int busy = threads, hashes;

struct worker {
    pthread_t thread;
    char **own;
    size_t own_count, own_room, records_count, records_room, names_count, names_room;
    struct record *records;
    char *names;
    uint64_t files, folders, bytes;
};

static void share(char **folders, size_t count) {
    pthread_mutex_lock(&lock);
    if (shared_count + count > shared_room) {
        shared_room = (shared_count + count) * 2;
        shared = realloc(shared, shared_room * sizeof *shared);
    }
    memcpy(shared + shared_count, folders, count * sizeof *folders);
    shared_count += count;
    pthread_cond_broadcast(&some);
    pthread_mutex_unlock(&lock);
}

static char *next(struct worker *me) {
    if (me->own_count) {
        char *folder = me->own[--me->own_count];
        size_t half = me->own_count / 2;
        if (half && !shared_count && busy < threads) {
            share(me->own, half);
            me->own_count -= half;
            memmove(me->own, me->own + half, me->own_count * sizeof *me->own);
        }
        return folder;
    }
    pthread_mutex_lock(&lock);
    busy--;
    while (!shared_count && busy) pthread_cond_wait(&some, &lock);
    char *folder = shared_count ? shared[--shared_count] : NULL;
    busy++;
    if (!folder) {
        busy--;
        pthread_cond_broadcast(&some);
    }
    pthread_mutex_unlock(&lock);
    return folder;
}

static void digest(struct worker *me, int folder, const char *name, struct record *record,
                   EVP_MD_CTX *context, EVP_MD *sha256, uint8_t *buffer) {
    int file = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0) return;
    EVP_DigestInit_ex2(context, sha256, NULL);
    uint64_t total = 0;
    for (;;) {
        ssize_t count = read(file, buffer, read_room);
        if (count <= 0) break;
        EVP_DigestUpdate(context, buffer, count);
        total += count;
        if (count < read_room && total >= record->size) break;
    }
    EVP_DigestFinal_ex(context, record->digest, NULL);
    me->bytes += total;
    close(file);
}

static void *work(void *argument) {
    struct worker *me = argument;
    char *list = malloc(list_room);
    uint8_t *buffer = aligned_alloc(4096, read_room);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_MD *sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    for (char *path; (path = next(me)); free(path)) {
        int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
        if (folder < 0) continue;
        me->folders++;
        size_t path_length = strlen(path);
        long count;
        while ((count = syscall(SYS_getdents64, folder, list, list_room)) > 0) {
            for (long at = 0; at < count;) {
                struct entry *entry = (void *)(list + at);
                at += entry->length;
                if (!strcmp(entry->name, ".") || !strcmp(entry->name, "..")) continue;
                size_t length = strlen(entry->name);
                struct stat status;
                if (fstatat(folder, entry->name, &status, AT_SYMLINK_NOFOLLOW)) continue;
                if (S_ISDIR(status.st_mode)) {
                    if (me->own_count == me->own_room) {
                        me->own_room = me->own_room ? me->own_room * 2 : 64;
                        me->own = realloc(me->own, me->own_room * sizeof *me->own);
                    }
                    char *below = malloc(path_length + length + 2);
                    memcpy(below, path, path_length);
                    below[path_length] = '/';
                    memcpy(below + path_length + 1, entry->name, length + 1);
                    me->own[me->own_count++] = below;
                }
                if (me->records_count == me->records_room) {
                    me->records_room = me->records_room ? me->records_room * 2 : 4096;
                    me->records = realloc(me->records, me->records_room * sizeof *me->records);
                }
                if (me->names_count + length > me->names_room) {
                    me->names_room = (me->names_count + length) * 2 + 65536;
                    me->names = realloc(me->names, me->names_room);
                }
                struct record *record = &me->records[me->records_count++];
                record->inode = status.st_ino;
                record->size = status.st_size;
                record->modified = status.st_mtim.tv_sec * 1000000000ull + status.st_mtim.tv_nsec;
                record->changed = status.st_ctim.tv_sec * 1000000000ull + status.st_ctim.tv_nsec;
                record->mode = status.st_mode;
                record->name = me->names_count;
                memcpy(me->names + me->names_count, entry->name, length);
                me->names_count += length;
                if (!S_ISREG(status.st_mode)) continue;
                me->files++;
                if (hashes) digest(me, folder, entry->name, record, context, sha256, buffer);
            }
        }
        close(folder);
    }
    return NULL;
}

int main(int count, char **arguments) {
    hashes = count > 2 && !strcmp(arguments[1], "-H");
    char *root = strdup(arguments[count - 1]);
    share(&root, 1);
    static struct worker workers[threads];
    for (int n = 0; n < threads; n++) pthread_create(&workers[n].thread, NULL, work, &workers[n]);
    uint64_t files = 0, folders = 0, bytes = 0;
    for (int n = 0; n < threads; n++) {
        pthread_join(workers[n].thread, NULL);
        files += workers[n].files, folders += workers[n].folders, bytes += workers[n].bytes;
    }
    printf("files %lu folders %lu bytes %lu\n", files, folders, bytes);
}
