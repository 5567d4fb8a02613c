# Arguments: base directory, what the record must contain to be ours.
[ -e "$1" ] || [ -L "$1" ] || exit 0
enter "$1"
case $(print_regular .host) in
*"$2"*) rm -f .host || exit 1 ;;
esac
rmdir "$1" 2>/dev/null || :
