# $0 is the process that wants the build, the arguments are the build's. When that process is gone, the running step is
# killed and not the builder, because a builder whose step fails clears up behind itself, and one that is killed does not.
cd "$directory" || exit
engine build --force-rm "$@" &
builder=$!

# steps PROCESS: what runs below it and is not the engine itself, deepest first.
steps() {
    for child in $(cat /proc/[0-9]*/stat 2>/dev/null | awk -v parent="$1" '{ sub(/\(.*\)/, "x") } $4 == parent { print $1 }'); do
        (steps "$child")
        case $(readlink "/proc/$child/exe" 2>/dev/null) in
        */podman | */buildah | */runc | */crun | */docker | */conmon) ;;
        *) echo "$child" ;;
        esac
    done
}

patience=30
while kill -0 "$builder" 2>/dev/null; do
    if ! kill -0 "$0" 2>/dev/null; then
        patience=$((patience - 1))
        if [ "$kind" = docker ] || [ "$patience" -le 0 ]; then
            # docker's builder is a service, which gives up when its client is gone.
            kill -KILL "$builder" 2>/dev/null
        else
            running=$(steps "$builder")
            # shellcheck disable=SC2086 # one process a word
            [ -z "$running" ] || kill -KILL $running 2>/dev/null
            # Nothing runs while images are fetched and files are copied: then the builder itself has to go.
            [ -n "$running" ] || [ "$patience" -gt 20 ] || kill -TERM "$builder" 2>/dev/null
        fi
    fi
    sleep 0.1
done
wait "$builder"
