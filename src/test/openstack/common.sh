# shellcheck shell=bash
# Sourced by up and down: the settings of one cluster, and how its processes are found and ended.
set -euo pipefail
umask 022

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
STATE=${OPENSTACK_STATE:-${HERE%/src/test/openstack}/target/openstack}
HOST=127.0.0.1
SWIFT_PORT=${OPENSTACK_SWIFT_PORT:-18080}
KEYSTONE_PORT=${OPENSTACK_KEYSTONE_PORT:-15000}
OBJECT_PORT=${OPENSTACK_BACKEND_PORT:-16200}            # +1 container, +2 account
MEMCACHED_PORT=${OPENSTACK_MEMCACHED_PORT:-16211}
TOKEN_SECONDS=${OPENSTACK_TOKEN_SECONDS:-3600}          # life of v1 and of v3 tokens
MAX_FILE_SIZE=${OPENSTACK_MAX_FILE_SIZE:-5368709122}
WRITES_PER_SECOND=${OPENSTACK_WRITES_PER_SECOND:-0}     # 0: no rate limit
RATE_MAX_SLEEP=${OPENSTACK_RATE_MAX_SLEEP:-1}           # a longer wait is answered 498
DISK_MB=${OPENSTACK_DISK_MB:-0}                         # >0: the data has a file system of its own, this big
START_SECONDS=${OPENSTACK_START_SECONDS:-120}

ETC=$STATE/etc RUN=$STATE/run LOG=$STATE/log DISK=$STATE/devices/d1

say() { printf '[%4ds] %s\n' "$SECONDS" "$*" >&2; }
die() { printf 'openstack %s: %s\n' "${0##*/}" "$*" >&2; exit 1; }

case $STATE in
    *[%\;\|\&]*) die "OPENSTACK_STATE must not contain any of % ; | &: '$STATE'" ;;
    /*) ;;
    *) die "OPENSTACK_STATE must be an absolute path, not '$STATE'" ;;
esac

lock() {
    exec 9>"$RUN/lock"
    flock -w 600 9 || die "another 'up' or 'down' has been working on $STATE for ten minutes"
}

# The processes of this cluster: servers whose command line names this state folder. Not read from the pid files,
# which are gone after 'mvn clean', nor by name alone, which would hit other clusters.
processes() {
    local dir program
    for dir in /proc/[0-9]*; do
        program=$(readlink "$dir/exe" 2>/dev/null) || continue
        case ${program##*/} in python3* | uwsgi* | memcached) ;; *) continue ;; esac
        if tr '\0' '\n' <"$dir/cmdline" 2>/dev/null | grep -qF -- "$STATE/"; then echo "${dir#/proc/}"; fi
    done
}

# A process that is ending has no command line any more, but still its sockets.
lives() { grep -q '^State:[[:space:]]*[^ZX]' "/proc/$1/status" 2>/dev/null; }

stop_all() {
    local pids left pid i
    mapfile -t pids < <(processes)
    [ ${#pids[@]} -gt 0 ] || return 0
    kill -CONT "${pids[@]}" 2>/dev/null || true      # what a test has stopped can end too
    kill -TERM "${pids[@]}" 2>/dev/null || true
    for ((i = 0; i < 100; i++)); do
        left=()
        for pid in "${pids[@]}"; do
            if lives "$pid"; then left+=("$pid"); fi
        done
        [ ${#left[@]} -gt 0 ] || break
        [ $i -lt 60 ] || kill -KILL "${left[@]}" 2>/dev/null || true
        sleep 0.1
    done
    rm -f "$RUN"/*.pid
    [ ${#left[@]} = 0 ] || die "still running after ten seconds: ${left[*]}"
}
