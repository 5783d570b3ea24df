/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Checks for programs that must be C and C++ and use nothing but mprapi.h. */
#ifndef MPRD_TESTS_API_LIB_CHECK_H
#define MPRD_TESTS_API_LIB_CHECK_H

#include <mprapi.h>

#include <stdio.h>
#include <stdlib.h>

#define TEXT(text) ((LPWSTR)MPRAPI_TEXT(text))

#define CHECK(condition)                                                            \
    do {                                                                            \
        if (!(condition)) {                                                         \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
            exit(1);                                                                \
        }                                                                           \
    } while (0)

#define CHECK_CODE(call, expected)           \
    do {                                     \
        const DWORD code_ = (call);          \
        if (code_ != (DWORD)(expected)) {    \
            fprintf(                         \
                stderr,                      \
                "%s:%d: %s is %u, not %u\n", \
                __FILE__,                    \
                __LINE__,                    \
                #call,                       \
                code_,                       \
                (DWORD)(expected)            \
            );                               \
            exit(1);                         \
        }                                    \
    } while (0)

/* Whether a text of a structure is this ASCII text. */
static inline int is_text(const WCHAR* text, const char* expected) {
    while (*expected != '\0' && (DWORD)*text == (DWORD)*expected) {
        ++text;
        ++expected;
    }
    return *text == 0 && *expected == '\0';
}

static inline void copy_text(WCHAR* out, const char* text) {
    while (*text != '\0') {
        *out++ = (WCHAR)*text++;
    }
    *out = 0;
}

/* Asks the test's driver for something ("kill", "start", ...) and waits until it is done. */
static inline void ask_driver(const char* what) {
    char answer[16];
    printf("%s\n", what);
    fflush(stdout);
    CHECK(fgets(answer, sizeof answer, stdin) != NULL);
}

#endif
