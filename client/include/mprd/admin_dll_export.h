/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Part of admin_dll.h: how an object exports a function. */
#ifndef MPRD_ADMIN_DLL_EXPORT_H
#define MPRD_ADMIN_DLL_EXPORT_H

#define MPRD_ADMIN_DLL __attribute__((visibility("default")))

#endif
