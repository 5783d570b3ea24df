// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Starting programs: one that ends at once, with status 1.

int main() {
    return 1;
}
