# Further arguments: how many entries the archive on standard input has; the names of directories to be unlocked and
# of what must be removed, each ended by NUL and escaped for printf.
enter "$1"
# with_names NAMES COMMAND...: the command with these names, if there are any.
with_names() {
    names=$1
    shift
    [ -z "$names" ] || printf '%b' "$names" | xargs -0 "$@"
}
with_names "$3" chmod u+rwx -- || exit 1
with_names "$4" rm -rf -- || exit 1
[ "$2" -eq 0 ] || tar -xpof - || exit 1
