# Arguments: base directory, the record to leave in .host, the name that files of this call may have.
base=$1
record=$2
scratch=.host.$3
require_parent "$base"
mkdir -m 700 "$base" 2>/dev/null || [ -e "$base" ] || [ -L "$base" ] || mkdir -m 700 "$base" || exit 1
enter "$base"
if [ ! -e .host ] && [ ! -L .host ]; then
    printf '%s\n' "$record" >"$scratch" || {
        rm -f "$scratch"
        cannot_write
    }
    # A link is made by one caller only, however many try.
    ln "$scratch" .host 2>/dev/null || [ -e .host ] || exit 1
    rm -f "$scratch"
fi
[ -f .host ] && [ ! -L .host ] || unsafe "$base/.host is not a plain file"
cat .host
