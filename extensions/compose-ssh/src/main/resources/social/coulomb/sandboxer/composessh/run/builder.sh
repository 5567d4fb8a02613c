# $0 is the process that wants the build, the arguments are the build's. When that process is gone, the running step is
# killed and not the builder, because a builder whose step fails clears up behind itself, and one that is killed does not.
cd "$directory" || exit
engine build --force-rm "$@" &
builder=$!

# steps PROCESS: what runs below it and is not the engine itself, deepest first.
steps() {
    for child in $(cat /proc/[0-9]*/stat 2>/dev/null | awk -v parent="$1" '{ sub(/\(.*\)/, "x") } $4 == parent { print $1 }'); do
        steps "$child"
        case $(readlink "/proc/$child/exe" 2>/dev/null) in
        */podman | */buildah | */runc | */crun | */docker | */conmon) ;;
        *) echo "$child" ;;
        esac
    done
}

patience=30
while kill -0 "$builder" 2>/dev/null; do
    if ! kill -0 "$0" 2>/dev/null; then
        running=
        [ "$kind" != podman ] || running=$(steps "$builder")
        # shellcheck disable=SC2086 # one process a word
        [ -z "$running" ] || kill -KILL $running 2>/dev/null
        patience=$((patience - 1))
        [ -n "$running" ] || [ "$patience" -gt 20 ] || kill -TERM "$builder" 2>/dev/null
        [ "$patience" -gt 0 ] || kill -KILL "$builder" 2>/dev/null
    fi
    sleep 0.1
done
wait "$builder"
