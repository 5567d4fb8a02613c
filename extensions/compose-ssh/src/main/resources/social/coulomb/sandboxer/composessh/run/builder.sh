# $0 is the process that wants the build, the arguments are the build's. When that process is gone, the running step is
# killed and not the builder, because a builder whose step fails clears up behind itself, and one that is killed does not.
cd "$directory" || exit
with_logins build --force-rm "$@" &
builder=$!

# below PROCESS: all that runs below it, deepest first.
below() {
    for child in $(cat /proc/[0-9]*/stat 2>/dev/null | awk -v parent="$1" '{ sub(/\(.*\)/, "x") } $4 == parent { print $1 }'); do
        (below "$child")
        echo "$child"
    done
}

# steps PROCESS: what of that is not the engine itself.
steps() {
    for process in $(below "$1"); do
        case $(readlink "/proc/$process/exe" 2>/dev/null) in
        */podman | */buildah | */runc | */crun | */conmon) ;;
        *) echo "$process" ;;
        esac
    done
}

# The engine runs below a shell of ours.
end_builder() {
    # shellcheck disable=SC2046 # one process a word
    kill "$1" $(below "$builder") "$builder" 2>/dev/null
}

patience=30
while kill -0 "$builder" 2>/dev/null; do
    if ! kill -0 "$0" 2>/dev/null; then
        patience=$((patience - 1))
        if [ "$kind" = docker ] || [ "$patience" -le 0 ]; then
            # docker's builder is a service, which gives up when its client is gone.
            end_builder -KILL
        else
            running=$(steps "$builder")
            # shellcheck disable=SC2086 # one process a word
            [ -z "$running" ] || kill -KILL $running 2>/dev/null
            # Nothing runs while images are fetched and files are copied: then the builder itself has to go.
            [ -n "$running" ] || [ "$patience" -gt 20 ] || end_builder -TERM
        fi
    fi
    sleep 0.1
done
wait "$builder"
