# Arguments: base directory, sandbox id, what its marker must contain. Prints how many entries could not be removed.
if [ ! -e "$1" ] && [ ! -L "$1" ]; then
    echo 0
    exit 0
fi
enter "$1"
id=$2
if [ ! -e "$id" ] && [ ! -L "$id" ]; then
    echo 0
    exit 0
fi
require_own "$id"
found=$(print_regular "$id/.sandboxer.json")
case $found in
*"$3"*) ;;
'') ! holds_something "$id" || unsafe "$1/$id has no marker and is not empty" ;;
*)
    printf '%s\n' "$found"
    exit 4
    ;;
esac
if rm --one-file-system -f /nonexistent/sandboxer 2>/dev/null; then
    stay=--one-file-system
else
    stay=
fi
# The marker goes last, so that what is left after an interruption still proves whose it is.
clear_all() {
    find "$id" -mindepth 1 -maxdepth 1 ! -name .sandboxer.json -exec rm -rf $stay -- {} + 2>/dev/null
}
clear_all || {
    find "$id" -type d ! -perm -700 -exec chmod u+rwx {} + 2>/dev/null
    clear_all
}
left=$(find "$id" -mindepth 1 ! -path "$id/.sandboxer.json" -print 2>/dev/null | wc -l)
if [ "$left" -eq 0 ]; then
    rm -f "$id/.sandboxer.json" && rmdir "$id" || exit 1
fi
echo "$left"
