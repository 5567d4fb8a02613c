# Sync of a workspace. First argument: its directory. Exit status 3: something there is not what it must be.
# shellcheck shell=sh
LC_ALL=C
export LC_ALL
umask 077
account=$(id -u)

unsafe() {
    printf '%s\n' "$*" >&2
    exit 3
}

# enter DIRECTORY: make it if it is absent, and go into it for good, if it is ours and no link leads there.
enter() {
    [ -d "${1%/*}/" ] || unsafe "${1%/*}: No such file or directory"
    parent=$(cd -P "${1%/*}/" && pwd -P) || exit 1
    if [ ! -e "$1" ] && [ ! -L "$1" ]; then
        mkdir -m 700 "$1" || exit 1
    fi
    [ ! -L "$1" ] || unsafe "$1 is a symbolic link"
    [ -d "$1" ] || unsafe "$1 is not a directory"
    cd -P "$1" || exit 1
    [ "$(pwd -P)" = "${parent%/}/${1##*/}" ] || unsafe "$1 is a symbolic link"
    owner_and_mode=$(stat -c '%u %a' .) || exit 1
    [ "${owner_and_mode% *}" = "$account" ] || unsafe "$1 belongs to another account"
    case ${owner_and_mode#* } in
    *[2367]? | *[2367]) unsafe "$1 can be written to by other accounts" ;;
    esac
}

