# Arguments: base directory, sandbox id, marker text. Prints the directory; with exit status 4 also the
# marker of an earlier call or another sandbox.
enter "$1"
id=$2
marker=$3
if mkdir -m 700 "$id" 2>/dev/null; then
    :
else
    [ -e "$id" ] || [ -L "$id" ] || mkdir -m 700 "$id" || cannot_write
    require_own "$id"
    found=$(print_regular "$id/.sandboxer.json")
    if [ -n "$found" ]; then
        printf '%s\n' "$(pwd -P)/$id" "$found"
        exit 4
    fi
    # Left by a call that was cut off before it wrote the marker: then nothing else is in it.
    ! holds_something "$id" || unsafe "$1/$id is not empty and nobody's"
fi
printf '%s\n' "$marker" >"$id/.sandboxer.json.new" || {
    rm -f "$id/.sandboxer.json.new"
    rmdir "$id"
    cannot_write
}
mv -f "$id/.sandboxer.json.new" "$id/.sandboxer.json" || exit 1
printf '%s\n' "$(pwd -P)/$id"
