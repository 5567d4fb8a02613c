# Further arguments: patterns of what is not listed, escaped for printf. Prints the time and every entry; fields end
# with NUL, since names may hold anything else.
enter "$1"
shift
patterns=$#
while [ "$patterns" -gt 0 ]; do
    # The x keeps line ends at the end of a name.
    pattern=$(printf '%bx' "$1")
    shift
    set -- "$@" -path "${pattern%x}" -prune -o
    patterns=$((patterns - 1))
done

# Directories that are ours and closed to us are opened before find goes into them.
set -- "$@" -type d ! -perm -500 -exec chmod u+rwx {} \;

# Without -printf find says nothing, as in busybox; then the same comes in three passes.
printf '%s\0' "$(date +%s)"
find . "$@" -printf 'd 700 0 0 %C@\0%P\0\0' -o -printf '%y %m %s %T@ %C@\0%P\0%l\0' && exit
find . -prune -printf '' 2>/dev/null && exit 1
printf 'stat\0'
find . "$@" -print0 -o -print0 || exit 1
printf '\0'
find . "$@" -exec stat -c '%f %s %Y %Z' {} + -o -exec stat -c '%f %s %Y %Z' {} + || exit 1
printf '\0'
find . "$@" -type l -o -type l -exec sh -c 'for link do readlink -n "$link"; printf "\0"; done' sh {} +
