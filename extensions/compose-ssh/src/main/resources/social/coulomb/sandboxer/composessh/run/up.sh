
# begin: while this file is there, something may still be making things for the project.
begin() {
    cd "$directory" || fail DirectoryMissing "the sandbox's directory is gone"
    # Their names would be taken.
    halves | while read -r half; do engine rm -f "$half"; done >/dev/null 2>&1
    read -r _ _ _ _ _ session _ </proc/self/stat
    echo "$session" >"$directory/up.group"
    existing=$(engine ps -aq --no-trunc --filter "$project_label" 2>/dev/null)
}

# keep_private: what comes on standard input, a line "FILE TEXT" each, stands in those files of the sandbox's directory.
# Containers that were made with other secrets go.
keep_private() {
    rm -rf "$directory/private" "$directory/registry"
    mkdir -p "$directory/private/registry" || fail DiskFull "the sandbox's directory cannot be written to"
    while IFS= read -r line; do
        printf '%s\n' "${line#* }" >>"$directory/private/${line%% *}" || fail DiskFull "the sandbox's directory cannot be written to"
    done
    line=
    if [ -n "$existing" ] && [ "$(cat "$directory/secrets.env" 2>/dev/null)" != "$(cat "$directory/private/secrets.env" 2>/dev/null)" ]; then
        # shellcheck disable=SC2086 # one id a word
        said=$(remove_containers $existing 2>&1) || fail EngineFailed "containers with former secrets cannot be removed" "$said"
        existing=
    fi
    rm -f "$directory/secrets.env"
    # However this ends, the logins stay no longer than images are fetched.
    trap forget_logins EXIT
    mv -f "$directory/private/"* "$directory/" || fail DiskFull "the sandbox's directory cannot be written to"
    rmdir "$directory/private"
    secrets=
    [ ! -e "$directory/secrets.env" ] || secrets=$directory/secrets.env
}

forget_logins() {
    rm -rf "$directory/registry"
}

# instruct DIRECTORY FILE TEXT: the workspace has the text in that file. It is moved there whole, because a container of an
# earlier attempt could make of each step of the way a link to elsewhere.
instruct() {
    if [ ! -L "$directory/workspace/$1" ] && [ -f "$directory/workspace/$1/$2" ] &&
        [ "$(cat "$directory/workspace/$1/$2")" = "$3" ]; then
        return
    fi
    rm -rf "$directory/instructions"
    if ! { mkdir -m 755 "$directory/instructions" && printf '%s\n' "$3" >"$directory/instructions/$2" &&
        chmod 644 "$directory/instructions/$2" && rm -rf "$directory/workspace/$1" &&
        mv -T "$directory/instructions" "$directory/workspace/$1"; }; then
        fail InstructionsFailed "the profile's instructions cannot be put into the workspace"
    fi
}

# environment SERVICE LINE...: the service's variables, in a file that nobody else can read.
environment() {
    mkdir -p "$directory/environment"
    file=$directory/environment/$1
    shift
    printf '%s\n' "$@" >"$file"
}

# image SERVICE IMAGE POLICY: has the image on the host.
image() {
    step=pull
    if [ "$3" != always ] && engine image inspect "$2" >/dev/null 2>&1; then
        return
    fi
    [ "$3" != never ] || fail ImageUnavailable "service $1: image $2 is not on the host, and pull_policy is never"
    said=$(with_logins pull --quiet "$2" 2>&1) || fail "$(reason_of "$said" ImageUnavailable)" "service $1: image $2 cannot be pulled" "$said"
}

# build SERVICE IMAGE ARGUMENT...: builds in a session of its own, which outlives this script just long enough to clear
# away what a killed build would leave.
build() {
    step=build
    service=$1
    name=$2
    shift 2
    # shellcheck disable=SC2016 # expanded by the inner shell
    setsid sh -c "$builder" "$$" "$@" --tag "$name" >"$directory/build.log" 2>&1 </dev/null &
    wait "$!" || {
        said=$(tail -c 65536 "$directory/build.log")
        fail "$(reason_of "$(tail -n 40 "$directory/build.log")" BuildFailed)" "service $service: its image cannot be built" "$said"
    }
    rm -f "$directory/build.log"
}

# volume NAME ARGUMENT...
volume() {
    step=volumes
    name=$1
    shift
    engine volume inspect "$name" >/dev/null 2>&1 || said=$(engine volume create "$@" "$name" 2>&1) ||
        fail VolumeFailed "volume $name cannot be made" "$said"
}

# run SERVICE NAME HASH ARGUMENT...: the container runs, made anew unless it is the same.
run() {
    step=start
    service=$1
    name=$2
    hash=$3
    shift 3
    if is_there "$name" "$hash"; then
        launch "$service" "$name"
        return
    fi
    said=$(engine run --detach --name "$name" ${secrets:+--env-file "$secrets"} "$@" 2>&1) ||
        fail "$(reason_of "$said" ServiceFailed)" "service $service: its container cannot be started" "$said"
}

# make SERVICE NAME HASH ARGUMENT...: the container is there, made anew unless it is the same, but not started.
make() {
    step=start
    service=$1
    name=$2
    hash=$3
    shift 3
    is_there "$name" "$hash" && return
    said=$(engine create --name "$name" ${secrets:+--env-file "$secrets"} "$@" 2>&1) ||
        fail "$(reason_of "$said" ServiceFailed)" "service $service: its container cannot be made" "$said"
}

# is_there NAME HASH: whether the same container is there; another in its place is removed.
is_there() {
    [ -n "$existing" ] || return 1
    found=$(engine inspect --type container \
        --format '{{index .Config.Labels "com.docker.compose.config-hash"}}' "$1" 2>/dev/null)
    [ "$found" != "$2" ] || return 0
    [ -z "$found" ] || remove_containers "$1" >/dev/null 2>&1
    return 1
}

# join NAME NETWORK ARGUMENT...: one more network, before the start.
join() {
    step=networks
    name=$1
    network=$2
    shift 2
    said=$(engine network connect "$@" "$network" "$name" 2>&1) && return
    case $said in
    *already*) ;;
    *) fail NetworkFailed "$name cannot join $network" "$said" ;;
    esac
}

# launch SERVICE NAME: it was started; what has run and ended well before is not run again.
launch() {
    step=start
    said=$(engine start "$2" 2>&1) ||
        fail "$(reason_of "$said" ServiceFailed)" "service $1: its container cannot be started" "$said"
}

# launch_once SERVICE NAME: the same for a service that ends; it does not run again once it has ended well.
launch_once() {
    case $(engine inspect --type container --format '{{.State.Status}} {{.State.ExitCode}} {{.State.StartedAt}}' "$2" 2>/dev/null) in
    'exited 0 0001-'* | 'stopped 0 0001-'*) launch "$1" "$2" ;;
    'running '* | 'exited 0 '* | 'stopped 0 '*) ;;
    *) launch "$1" "$2" ;;
    esac
}

# reason_of TEXT OTHERWISE
reason_of() {
    case $1 in
    *'port is already allocated'* | *'address already in use'*) echo PortTaken ;;
    *'no space left'*) echo DiskFull ;;
    *'executable file'*'not found'* | *'OCI runtime'*'no such file or directory'*) echo CommandNotFound ;;
    *) echo "$2" ;;
    esac
}

# await_end SERVICE NAME SECONDS: a service that others wait for must end well.
await_end() {
    step=start
    until_time=$(($(date +%s) + $3))
    while :; do
        found=$(engine inspect --type container --format '{{.State.Status}} {{.State.ExitCode}}' "$2" 2>/dev/null)
        case $found in
        'exited 0' | 'stopped 0') return ;;
        exited* | stopped* | dead*) fail ServiceExited "service $1 ended with status ${found#* }" "$(engine logs --tail 500 "$2" 2>&1)" ;;
        esac
        [ "$(date +%s)" -lt "$until_time" ] || fail ServiceSlow "service $1 has not ended within $3 s, and others wait for that"
        sleep 0.2
    done
}

# await_health SERVICE NAME SECONDS: asks the check itself, because podman without systemd never does.
await_health() {
    step=start
    until_time=$(($(date +%s) + $3))
    while :; do
        found=$(engine inspect --type container \
            --format '{{.State.Status}} {{if .State.Health}}{{.State.Health.Status}}{{else}}healthy{{end}}' "$2" 2>/dev/null)
        case $found in
        *' healthy' | 'running ') return ;;
        exited* | stopped* | dead*) fail ServiceExited "service $1 ended before it was healthy" "$(engine logs --tail 500 "$2" 2>&1)" ;;
        esac
        [ "$kind" != podman ] || ! engine healthcheck run "$2" >/dev/null 2>&1 || return 0
        [ "$(date +%s)" -lt "$until_time" ] || fail ServiceUnhealthy "service $1 is not healthy after $3 s, and others wait for that"
        sleep 0.2
    done
}
