/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Part of admin_dll.h: how a DLL exports a function. */
#ifndef MPRD_WINDOWS_ADMIN_DLL_EXPORT_H
#define MPRD_WINDOWS_ADMIN_DLL_EXPORT_H

#define MPRD_ADMIN_DLL __declspec(dllexport)

#endif
