// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Gives a pty the modem control lines that it has not: a library to be preloaded into Wine (LD_PRELOAD), whose COM ports then
// have DTR, RTS, CTS, DSR, RI and DCD. Terminal /dev/pts/N has them if the folder MPRD_MODEM_LINES has a file N.in: an int of
// TIOCM_ bits, what the modem says. N.out, an int of TIOCM_DTR and TIOCM_RTS, is what the program says.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <linux/serial.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

enum { kFirstPtyMajor = 136, kOurs = TIOCM_DTR | TIOCM_RTS };

// A file of the terminal, or -1: it has no control lines.
static int open_lines(int terminal, const char* direction, int flags) {
    const char* folder = getenv("MPRD_MODEM_LINES");
    struct stat status;
    if (folder == NULL || fstat(terminal, &status) != 0 || !S_ISCHR(status.st_mode) ||
        major(status.st_rdev) != kFirstPtyMajor) {
        return -1;
    }
    char path[4096];
    snprintf(path, sizeof path, "%s/%u.%s", folder, minor(status.st_rdev), direction);
    return open(path, flags | O_CLOEXEC, 0600);
}

static int read_lines(int file) {
    int lines = 0;
    if (file >= 0 && pread(file, &lines, sizeof lines, 0) != (ssize_t)sizeof lines) {
        lines = 0;
    }
    return lines;
}

static int set_lines(int terminal, unsigned long request, int lines) {
    const int file = open_lines(terminal, "out", O_RDWR | O_CREAT);
    const int before = read_lines(file);
    const int after = request == TIOCMBIS   ? before | lines
                      : request == TIOCMBIC ? before & ~lines
                                            : lines;
    const int kept = after & kOurs;
    const int written = (int)pwrite(file, &kept, sizeof kept, 0);
    close(file);
    return written == (int)sizeof kept ? 0 : -1;
}

static int answer(int terminal, unsigned long request, int said_by_modem, void* argument) {
    if (request == TIOCGICOUNT) {
        memset(argument, 0, sizeof(struct serial_icounter_struct));
        return 0;
    }
    if (request == TIOCMGET) {
        const int file = open_lines(terminal, "out", O_RDONLY);
        *(int*)argument = (said_by_modem & ~kOurs) | read_lines(file);
        if (file >= 0) {
            close(file);
        }
        return 0;
    }
    return set_lines(terminal, request, *(const int*)argument);
}

int ioctl(int terminal, unsigned long request, ...) {
    va_list more;
    va_start(more, request);
    void* argument = va_arg(more, void*);
    va_end(more);
    if (request == TIOCMGET || request == TIOCMBIS || request == TIOCMBIC || request == TIOCMSET ||
        request == TIOCGICOUNT) {
        const int file = open_lines(terminal, "in", O_RDONLY);
        if (file >= 0) {
            const int said_by_modem = read_lines(file);
            close(file);
            return answer(terminal, request, said_by_modem, argument);
        }
    }
    return (int)syscall(SYS_ioctl, terminal, request, argument);
}
