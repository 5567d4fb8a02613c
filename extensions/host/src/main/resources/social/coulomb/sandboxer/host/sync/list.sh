# Further arguments: patterns of what is not listed, escaped for printf. Fields end with NUL, since names may hold
# anything else.
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

# What we may not read but own is made readable before find goes into it. To root everything is readable.
if [ "$account" -eq 0 ]; then
    set -- "$@" ! -type d -type d
else
    set -- "$@" -type d ! -perm -500 -exec chmod u+rwx {} \;
fi

if find . -prune -printf '' 2>/dev/null; then
    printf 'printf\0%s\0' "$(date +%s)"
    find . -mindepth 1 "$@" -printf 'd 700 0 0 %C@\0%P\0\0' -o -printf '%y %m %s %T@ %C@\0%P\0%l\0'
else
    printf 'stat\0%s\0' "$(date +%s)"
    find . -mindepth 1 "$@" -print0 -o -print0 || exit
    printf '\0'
    find . -mindepth 1 "$@" -exec stat -c '%f %s %Y %Z' {} + -o -exec stat -c '%f %s %Y %Z' {} + || exit
    printf '\0'
    find . -mindepth 1 "$@" -type l -o -type l -exec sh -c 'for link do readlink -n "$link"; printf "\0"; done' sh {} +
fi
