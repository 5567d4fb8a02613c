# Sync of a workspace. First argument: its directory. Exit status 3: something there is not what it must be.
# shellcheck shell=sh disable=SC3067
LC_ALL=C
export LC_ALL
umask 077

unsafe() {
    printf '%s\n' "$*" >&2
    exit 3
}

# enter DIRECTORY: make it if it is absent, and go into it for good, if it is ours and no link leads there. No
# program is started for it, since every one of them costs as much time as hundreds of files.
enter() {
    [ -d "${1%/*}/" ] || unsafe "${1%/*}: No such file or directory"
    cd -P "${1%/*}/" || exit 1
    wanted=${PWD%/}/${1##*/}
    if [ ! -e "$wanted" ] && [ ! -L "$wanted" ]; then
        mkdir -m 700 "$wanted" || exit 1
    fi
    [ ! -L "$wanted" ] || unsafe "$1 is a symbolic link"
    [ -d "$wanted" ] || unsafe "$1 is not a directory"
    cd -P "$wanted" || exit 1
    [ "$PWD" = "$wanted" ] || unsafe "$1 is a symbolic link"
    [ -O . ] || unsafe "$1 belongs to another account"
}

