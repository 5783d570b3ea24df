// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Nothing: a target needs a source to carry precompiled headers (cmake/MprdHeaders.cmake).
