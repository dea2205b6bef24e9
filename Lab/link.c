/* An Ethernet wire that takes its time: two TAP devices in two network namespaces, each frame
 * handed over a fixed delay after it came in. It stands in for netem, which this kernel may lack.
 *
 * usage: link DELAY_MS NAMESPACE DEVICE NAMESPACE DEVICE
 *
 * Frames leave in the order they came; a ring that is full drops the newest, as a queue would.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { frame_bytes = 2048, ring_frames = 16384, burst = 32 };

struct frame {
    int64_t due;
    ssize_t length;
    unsigned char bytes[frame_bytes];
};

/* One direction: what was read from a device and is still under way to the other. */
struct direction {
    int from, to;
    size_t head, count;
    struct frame *ring;
};

static void fail(const char *doing) {
    fprintf(stderr, "link: %s: %s\n", doing, strerror(errno));
    exit(1);
}

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

/* A TAP device made inside a network namespace; the descriptor stays with us. */
static int tap(const char *space, const char *device) {
    char path[256];
    snprintf(path, sizeof path, "/run/netns/%s", space);
    int handle = open(path, O_RDONLY | O_CLOEXEC);
    if (handle < 0 || setns(handle, CLONE_NEWNET) < 0) fail(path);
    close(handle);
    int tun = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (tun < 0) fail("open /dev/net/tun");
    struct ifreq request = {.ifr_flags = IFF_TAP | IFF_NO_PI};
    strncpy(request.ifr_name, device, IFNAMSIZ - 1);
    if (ioctl(tun, TUNSETIFF, &request) < 0) fail(device);
    return tun;
}

static void take(struct direction *way, int64_t delay) {
    for (int k = 0; k < burst; k++) {
        unsigned char spill[frame_bytes];
        int full = way->count == ring_frames;
        struct frame *slot = &way->ring[(way->head + way->count) % ring_frames];
        ssize_t got = read(way->from, full ? spill : slot->bytes, frame_bytes);
        if (got <= 0) return;
        if (full) continue;
        slot->length = got;
        slot->due = now() + delay;
        way->count++;
    }
}

/* Hands over what is due; says how long the next one still has, -1 for nothing under way. */
static int64_t give(struct direction *way) {
    while (way->count > 0) {
        struct frame *first = &way->ring[way->head];
        int64_t left = first->due - now();
        if (left > 0) return left;
        if (write(way->to, first->bytes, (size_t)first->length) < 0 && errno == EAGAIN) return 1000000;
        way->head = (way->head + 1) % ring_frames;
        way->count--;
    }
    return -1;
}

static void sleep_until_work(struct direction ways[2], int64_t first, int64_t second) {
    int64_t wait = first < 0 || (second >= 0 && second < first) ? second : first;
    struct timespec limit = {wait / 1000000000, wait % 1000000000};
    struct pollfd ends[2] = {{ways[0].from, POLLIN, 0}, {ways[1].from, POLLIN, 0}};
    ppoll(ends, 2, wait < 0 ? NULL : &limit, NULL);
}

int main(int count, char **word) {
    if (count != 6) {
        fputs("usage: link DELAY_MS NAMESPACE DEVICE NAMESPACE DEVICE\n", stderr);
        return 64;
    }
    int64_t delay = atoll(word[1]) * 1000000;
    int near = tap(word[2], word[3]), far = tap(word[4], word[5]);
    struct direction ways[2] = {{.from = near, .to = far}, {.from = far, .to = near}};
    for (int k = 0; k < 2; k++) {
        ways[k].ring = calloc(ring_frames, sizeof *ways[k].ring);
        if (!ways[k].ring) fail("calloc");
    }
    for (;;) {
        take(&ways[0], delay);
        take(&ways[1], delay);
        sleep_until_work(ways, give(&ways[0]), give(&ways[1]));
    }
}
