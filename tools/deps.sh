#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
#
# What mprd needs to be built and tested: says what is missing and why, and installs it on Debian and Ubuntu.
#
#   tools/deps.sh [--no-install] [--list] [GROUP...]     groups: build test peer windows (default: all but windows)
#
# Exit status: 0 all is there (peer: as far as the distribution has it), 1 missing and not installed, 2 wrong call, or a
# distribution for which we can only say what to install.
set -euo pipefail

readonly ALL_GROUPS=(build nice test peer)

# Groups: build, test and windows must be there. Without "nice" (comes with build) and peer one can go on, and where nothing may
# be installed one does.
# group | probes, one is enough | Debian and Ubuntu package | what others call it, minimum version | why
# A probe is cmd:PROGRAM, header:FILE, lib:FILE or pc:PKG-CONFIG-NAME.
requirements() {
    cat <<'TABLE'
build|cmd:g++|g++|a C++20 compiler: GCC 12|compiles mprd
build|cmd:cmake|cmake|CMake 3.22|configures the build
build|cmd:ninja|ninja-build|Ninja|runs the build
nice|cmd:ccache|ccache|ccache|makes the second build fast
nice|cmd:ld.lld|lld|lld|links programs in a quarter of the time
nice|cmd:lintian|lintian|lintian|finds faults in the Debian packages
build|cmd:pkg-config|pkg-config|pkg-config|finds the C libraries
build|header:boost/system/result.hpp|@boost|Boost 1.79, development files|Asio (event loop), System (results)
build|lib:libboost_program_options.so lib:libboost_program_options.a|@boost-program-options|Boost.Program_options 1.79|command lines
build|header:nlohmann/json.hpp|nlohmann-json3-dev|nlohmann/json 3.9|configuration and control socket
build|header:catch2/catch.hpp header:catch2/catch_all.hpp|catch2|Catch2, version 2.13 or 3|unit tests
build|pc:libnl-3.0|libnl-3-dev|libnl 3.5, development files|talks to the kernel over netlink
build|pc:libnl-route-3.0|libnl-route-3-dev|libnl-route 3.5, development files|addresses and routes
build|pc:libnftables|libnftables-dev|libnftables 1.0, development files|enforces packet filters
build|pc:libgcrypt|libgcrypt20-dev|libgcrypt 1.9, development files|digests and ciphers of PPP authentication
build|pc:libsystemd|libsystemd-dev|libsystemd 247, development files|tells systemd that the daemon is ready and alive
test|cmd:unshare|util-linux|util-linux|makes private namespaces for tests and demo
test|cmd:ip|iproute2|iproute2|sets up and looks at those namespaces
test|cmd:nft|nftables|nftables 1.0|looks at the packet filters that a test has set
test|cmd:ping|iputils-ping|ping of iputils|sends the traffic that starts a call
test|cmd:pgrep|procps|procps|looks for the programs that a test has started
test|cmd:python3|python3|Python 3.10|demo, layout test, drivers of the peer tests
test|cmd:ssh|openssh-client|OpenSSH client|reaches routers of other hosts
test|cmd:sshd|openssh-server|OpenSSH server|such a host, on the loopback interface
test|cmd:tshark|tshark|tshark 4.0|reads what mprctl capture writes, and says whether packets of ours are malformed
test|cmd:openvpn|openvpn|OpenVPN 2.5|the program behind tunnels, and their server, in the demo too
test|cmd:openssl|openssl|OpenSSL command|makes certificates for that server
test|cmd:groff|groff|groff|formats the manual pages
peer|cmd:linux.uml|user-mode-linux|User Mode Linux 6.1|a Linux kernel with PPP as an ordinary process
peer|cmd:pppd|ppp|pppd 2.4.9|the peer at the other end of the line
peer|lib:frr/ripd|frr|FRR 8.4|the neighbour that answers auto-static updates
peer|cmd:mgetty|mgetty|mgetty 1.2|answers calls in the guest
peer|cmd:pppoe-server|pppoe|rp-pppoe 3.15|a PPPoE access concentrator
peer|cmd:xl2tpd|xl2tpd|xl2tpd 1.3|an L2TP access concentrator and network server
peer|cmd:l2tpns|l2tpns|l2tpns 2.4|an L2TP network server in user space
peer|cmd:freeradius|freeradius|FreeRADIUS 3|whom l2tpns asks for passwords
peer|cmd:insmod|kmod|kmod|loads the PPP modules in that kernel
peer|cmd:killall|psmisc|psmisc|ends programs in that guest
peer|cmd:slirp|slirp|slirp|a PPP peer on its standard input and output
peer|cmd:pptp|pptp-linux|pptp|a program that carries PPP to a PPTP server
peer|cmd:pptpd|pptpd|pptpd|that server
windows|cmd:x86_64-w64-mingw32-g++-posix|g++-mingw-w64-x86-64-posix|MinGW-w64 GCC 12, posix threads|compiles mprd for Windows
windows|file:/usr/x86_64-w64-mingw32/lib/libgcrypt.a|libgcrypt-mingw-w64-dev|libgcrypt for mingw-w64|digests and ciphers there
windows|file:/usr/x86_64-w64-mingw32/lib/libgpg-error.a|libgpg-error-mingw-w64-dev|libgpg-error for mingw-w64|what libgcrypt needs
windows|cmd:wine|wine|Wine 8, 64 bit|runs the tests of that build
windows|file:/usr/lib/wine/wine64|wine64|Wine's 64-bit part|the same
windows|cmd:wixl|wixl|wixl 0.101|makes the installer of that build
TABLE
}

# One line for each argument.
say() { printf '%s\n' "$@" >&2; }

die() {
    local status=$1
    shift
    say "$@"
    exit "$status"
}

usage() {
    # The comment on top of this file, without the licence.
    sed -n '5,/^set -/{/^set -/d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}"
}

# --- what is there -------------------------------------------------------------------------------------------------

has_file_in() {
    local name=$1 folder
    shift
    for folder in "$@"; do
        if [[ -e $folder/$name ]]; then
            return 0
        fi
    done
    return 1
}

has_command() {
    # sbin folders are not in everybody's PATH.
    command -v "$1" >/dev/null 2>&1 || has_file_in "$1" /usr/local/sbin /usr/sbin /sbin
}

holds() {
    local probe=$1
    local what=${probe#*:}
    case $probe in
        cmd:*) has_command "$what" ;;
        header:*) has_file_in "$what" /usr/include /usr/local/include /usr/include/*-linux-gnu* ;;
        file:*) [[ -e $what ]] ;;
        lib:*) has_file_in "$what" /usr/lib /usr/lib64 /usr/local/lib /usr/local/lib64 /usr/lib/*-linux-gnu* ;;
        pc:*) command -v pkg-config >/dev/null 2>&1 && pkg-config --exists "$what" ;;
        *) die 2 "tools/deps.sh: unknown probe $probe" ;;
    esac
}

is_met() {
    local probe
    for probe in $1; do
        if holds "$probe"; then
            return 0
        fi
    done
    return 1
}

# Lines of requirements() of the wanted groups that are not met.
missing_lines() {
    local line group probes
    while IFS= read -r line; do
        IFS='|' read -r group probes _ <<<"$line"
        if [[ " $* " == *" $group "* ]] && ! is_met "$probes"; then
            printf '%s\n' "$line"
        fi
    done < <(requirements)
}

# --- Debian and Ubuntu ---------------------------------------------------------------------------------------------

has_apt() {
    command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1
}

is_installed() {
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

is_available() {
    local candidate
    candidate=$(LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: //p')
    [[ -n $candidate && $candidate != "(none)" ]]
}

# "1.81" where Debian 12 has that beside its default 1.74, which has no boost::system::result yet; else nothing. The two cannot
# be installed together, and we remove nothing: where the default is installed, the user is told what to type.
boost_version() {
    if is_installed libboost1.81-dev || is_available libboost1.81-dev; then
        printf 1.81
    fi
}

apt_name() {
    case $1 in
        @boost) printf 'libboost%s-dev' "$(boost_version)" ;;
        @boost-program-options) printf 'libboost-program-options%s-dev' "$(boost_version)" ;;
        *) printf '%s' "$1" ;;
    esac
}

# Runs a command as root: directly, or with sudo.
as_root() {
    if [[ $(id -u) == 0 ]]; then
        "$@"
    elif [[ -t 0 ]]; then
        sudo "$@"
    else
        sudo -n "$@"  # nobody is there to type a password
    fi
}

# Runs a command, shows what it printed only if it fails.
quietly() {
    local log status=0
    log=$(mktemp)
    "$@" >"$log" 2>&1 || status=$?
    if ((status != 0)); then
        cat "$log" >&2
    fi
    rm -f "$log"
    return "$status"
}

refresh_package_list() {
    say "Fetching the list of packages (apt-get update)."
    quietly as_root apt-get -qq update
}

apt_install() {
    # Never removes anything; asks nothing.
    quietly as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq --yes --no-remove --no-install-recommends "$@"
}

install_with_apt() {
    say "Installing: $*"
    if ! apt_install "$@"; then
        # A list from yesterday names files that the mirrors no longer have.
        refresh_package_list
        apt_install "$@"
    fi
}

# --- the two ways --------------------------------------------------------------------------------------------------

tell_missing() {
    local line package words why
    say "Missing:"
    for line in "$@"; do
        IFS='|' read -r _ _ package words why <<<"$line"
        if has_apt; then
            words=$(apt_name "$package")
        fi
        say "$(printf '  %-34s %s' "$words" "$why")"
    done
}

# The groups that nothing can do without, among the given lines.
is_serious() {
    local line
    for line in "$@"; do
        if [[ $line == build\|* || $line == test\|* || $line == windows\|* ]]; then
            return 0
        fi
    done
    return 1
}

may_become_root() {
    [[ $(id -u) == 0 ]] || command -v sudo >/dev/null 2>&1
}

# Package names of lines, without those of the peers that this distribution does not have.
packages_of() {
    local line group package name
    for line in "$@"; do
        IFS='|' read -r group _ package _ <<<"$line"
        name=$(apt_name "$package")
        if [[ $group == peer ]] && ! is_available "$name"; then
            say "$name is not in this distribution: the tests that need it will be skipped."
        else
            printf '%s\n' "$name"
        fi
    done
}

# Nothing may or can be installed: ends with the command to type, unless one can go on without.
refuse_to_install() {
    local reason=$1 command="apt-get install --no-install-recommends"
    shift
    local -a names=()
    mapfile -t names < <(packages_of "$@")
    if ((${#names[@]})); then
        say "$reason As root, type:" "" "  $command ${names[*]}" ""
    fi
    if is_serious "$@"; then
        exit 1
    fi
    say "None of this is indispensable: going on without (tests that need it will be skipped)."
}

provide_with_apt() {
    local may_install=$1
    shift
    if [[ $may_install != yes ]]; then
        tell_missing "$@"
        refuse_to_install "Nothing was installed, because of --no-install." "$@"
        return 0
    fi
    if ! may_become_root; then
        tell_missing "$@"
        refuse_to_install "Nothing was installed, because you are not root and there is no sudo." "$@"
        return 0
    fi
    if ! compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null; then
        refresh_package_list  # a fresh container knows no packages at all
    fi
    tell_missing "$@"
    local -a names=()
    mapfile -t names < <(packages_of "$@")
    if ((${#names[@]})) && ! install_with_apt "${names[@]}"; then
        refuse_to_install "The installation failed." "$@"
    fi
}

# Name of this distribution, for people.
distribution() {
    if [[ -r /etc/os-release ]]; then
        (. /etc/os-release && printf '%s' "${PRETTY_NAME:-$ID}")
    else
        printf 'this system'
    fi
}

provide_elsewhere() {
    tell_missing "$@"
    if is_serious "$@"; then
        die 2 "" "Packages are installed by this script on Debian and Ubuntu only, and this is $(distribution)." \
            "Install the above (development files of the libraries, at least the versions named) and start this again."
    fi
    say "None of this is indispensable: going on without (tests that need it will be skipped)."
}

# provide yes|no GROUP...: sees to it that all of the groups is there.
provide() {
    local may_install=$1
    shift
    local -a lines=()
    mapfile -t lines < <(missing_lines "$@")
    if ((${#lines[@]} == 0)); then
        return 0
    fi
    if has_apt; then
        provide_with_apt "$may_install" "${lines[@]}"
    else
        provide_elsewhere "${lines[@]}"
    fi
}

# is_older VERSION LEAST: no when VERSION is empty, which is somebody else's to tell.
is_older() {
    [[ -n $1 && $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) != "$2" ]]
}

# Old distributions have all the names and too old contents.
check_versions() {
    local version
    version=$(cmake --version 2>/dev/null | sed -n '1s/[^0-9]*\([0-9.]*\).*/\1/p')
    if is_older "$version" 3.22; then
        die 2 "CMake $version is too old: 3.22 is needed (Debian 12 or Ubuntu 24.04, or newer)."
    fi
    version=$(sed -n 's/^#define BOOST_LIB_VERSION "\(.*\)"/\1/p' /usr/include/boost/version.hpp 2>/dev/null | tr _ .)
    if is_older "$version" 1.79; then
        die 2 "Boost $version is too old: 1.79 is needed (Debian 12 has it as libboost1.81-dev, Ubuntu from 24.04 on)."
    fi
}

list_requirements() {
    local group package words why
    while IFS='|' read -r group _ package words why; do
        if has_apt; then
            words=$(apt_name "$package")
        fi
        printf '%-6s %-34s %s\n' "$group" "$words" "$why"
    done < <(requirements)
}

main() {
    local may_install=yes tools_folder
    local -a groups=()
    while (($#)); do
        case $1 in
            --no-install) may_install=no ;;
            --list) list_requirements && exit 0 ;;
            --help | -h) usage && exit 0 ;;
            build) groups+=(build nice) ;;
            test | peer | windows) groups+=("$1") ;;
            *) die 2 "tools/deps.sh: \"$1\" is neither an option nor a group. Groups: build test peer windows. Try: tools/deps.sh --help" ;;
        esac
        shift
    done
    if ((${#groups[@]} == 0)); then
        groups=("${ALL_GROUPS[@]}")
    fi
    provide "$may_install" "${groups[@]}"
    check_versions
    if [[ " ${groups[*]} " == *" windows "* ]]; then
        tools_folder=$(dirname "${BASH_SOURCE[0]}")
        if [[ $may_install == yes ]]; then
            "$tools_folder/windows-deps.sh"
        else
            "$tools_folder/windows-deps.sh" --no-install
        fi
    fi
}

main "$@"
