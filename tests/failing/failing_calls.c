/* Makes the n-th call of the system that writes below a folder fail. Loaded before the C library, by LD_PRELOAD.

   Armed and disarmed by the program under test. "Sticky": each later call fails as well, as on a disk that is full.
   With a negative number of an error the process is killed at that call instead. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static char folder[4096];
static long fails_at, calls;
static int armed, sticky, error_number;

void arm_failing(const char *below, long number, int is_sticky, int error) {
    snprintf(folder, sizeof folder, "%s", below);
    fails_at = number;
    sticky = is_sticky;
    error_number = error;
    calls = 0;
    armed = 1;
}

/* A program that knows nothing of this is armed by its environment: COOPVIEWER_KILL_AT is the number of the call at
   which it is killed, COOPVIEWER_KILL_BELOW the folder. */
__attribute__((constructor)) static void arm_by_environment(void) {
    const char *number = getenv("COOPVIEWER_KILL_AT"), *below = getenv("COOPVIEWER_KILL_BELOW");
    if (number && below)
        arm_failing(below, atol(number), 0, -1);
}

long disarm_failing(void) {
    armed = 0;
    return calls;
}

static int is_below(const char *path) {
    return path && strncmp(path, folder, strlen(folder)) == 0;
}

static int is_open_below(int descriptor) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    long length = syscall(SYS_readlinkat, AT_FDCWD, link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return is_below(path);
}

static int fails(void) {
    calls++;
    if (calls == fails_at && error_number < 0)
        raise(SIGKILL);
    if (calls == fails_at || (sticky && calls > fails_at)) {
        errno = error_number;
        return 1;
    }
    return 0;
}

#define NEXT(name) __typeof__(name) *next = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)
#define FAIL_BELOW(path) if (armed && is_below(path) && fails()) return -1
#define FAIL_OPEN(descriptor) if (armed && is_open_below(descriptor) && fails()) return -1
#define MODE(flags) mode_t mode = 0; if ((flags) & (O_CREAT | __O_TMPFILE)) { \
    va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }

int open(const char *path, int flags, ...) { MODE(flags) NEXT(open); FAIL_BELOW(path); return next(path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) NEXT(open64); FAIL_BELOW(path); return next(path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags) NEXT(openat); FAIL_BELOW(path); return next(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags) NEXT(openat64); FAIL_BELOW(path); return next(at, path, flags, mode); }
ssize_t write(int to, const void *bytes, size_t count) { NEXT(write); FAIL_OPEN(to); return next(to, bytes, count); }
ssize_t pwrite(int to, const void *bytes, size_t count, off_t at) { NEXT(pwrite); FAIL_OPEN(to); return next(to, bytes, count, at); }
ssize_t pwrite64(int to, const void *bytes, size_t count, off64_t at) { NEXT(pwrite64); FAIL_OPEN(to); return next(to, bytes, count, at); }
int ftruncate(int to, off_t length) { NEXT(ftruncate); FAIL_OPEN(to); return next(to, length); }
int ftruncate64(int to, off64_t length) { NEXT(ftruncate64); FAIL_OPEN(to); return next(to, length); }
/* the power stays on while a test runs: nothing needs to reach the disk */
int fsync(int to) { FAIL_OPEN(to); return 0; }
int fdatasync(int to) { FAIL_OPEN(to); return 0; }
int rename(const char *from, const char *to) { NEXT(rename); FAIL_BELOW(to); return next(from, to); }
int renameat(int a, const char *from, int b, const char *to) { NEXT(renameat); FAIL_BELOW(to); return next(a, from, b, to); }
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) { NEXT(renameat2); FAIL_BELOW(to); return next(a, from, b, to, flags); }
int link(const char *from, const char *to) { NEXT(link); FAIL_BELOW(to); return next(from, to); }
int linkat(int a, const char *from, int b, const char *to, int flags) { NEXT(linkat); FAIL_BELOW(to); return next(a, from, b, to, flags); }
