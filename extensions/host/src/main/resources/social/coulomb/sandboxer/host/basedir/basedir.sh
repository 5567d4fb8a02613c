# A directory that is ours alone, in a parent that may be anybody's. Exit status 3: something there is not what it must
# be. Exit status 5: the disk is full.
LC_ALL=C
PATH=$PATH:/usr/local/bin:/usr/sbin:/sbin
export LC_ALL PATH
umask 077

unsafe() {
    printf '%s\n' "$*" >&2
    exit 3
}

# cannot_write: what was begun here could not be written; shells do not say why.
cannot_write() {
    # shellcheck disable=SC2046 # the words of the last line
    set -- $(df -Pk . 2>/dev/null | tail -n 1)
    [ "${4:-4}" -ge 4 ] 2>/dev/null || exit 5
    exit 1
}

# require_own NAME: a directory, not a link, of this account, writable by nobody else.
require_own() {
    if [ -L "$1" ]; then
        unsafe "$1 is a symbolic link"
    fi
    [ -d "$1" ] || unsafe "$1 is not a directory"
    owner_and_mode=$(stat -c '%u %a' "$1") || exit 1
    [ "${owner_and_mode% *}" = "$(id -u)" ] || unsafe "$1 belongs to another account"
    case ${owner_and_mode#* } in
    *[2367]? | *[2367]) unsafe "$1 can be written to by other accounts" ;;
    esac
}

# require_parent NAME: where another account could rename what we make, nothing is safe.
require_parent() {
    parent=$(dirname "$1")
    [ -d "$parent" ] || unsafe "$parent does not exist; make it, or choose another baseDir"
    parent_mode=$(stat -L -c '%u %A' "$parent") || exit 1
    case ${parent_mode#* } in
    d???????w[!tT] | d????w???[!tT]) unsafe "$parent can be written to by others and is not sticky; choose another baseDir" ;;
    esac
}

# enter BASE: go into it for good; what is named relatively afterwards cannot be exchanged by anybody else.
enter() {
    require_own "$1"
    cd -P "$1" || exit 1
    require_own .
    chmod 700 . || exit 1
}

machine_id() {
    cat /etc/machine-id 2>/dev/null || cat /var/lib/dbus/machine-id 2>/dev/null || :
}

# holds_something NAME: more than the beginning of a marker, which a call leaves that was cut off or had no room.
holds_something() {
    # shellcheck disable=SC2010 # a name with a line break is something too
    ls -A "$1" | grep -qvxF '.sandboxer.json.new'
}

# print_regular NAME: its content, if it is a plain file.
print_regular() {
    if [ -f "$1" ] && [ ! -L "$1" ]; then
        cat "$1"
    fi
}
