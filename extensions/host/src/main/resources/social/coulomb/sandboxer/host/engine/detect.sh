# Arguments: the configured compose command, if any.
# shellcheck shell=sh disable=SC2034
limit=10

# locate NAME: how the program is to be called, which may be outside the PATH of a non-interactive login.
locate() {
    if command -v "$1" >/dev/null; then
        printf '%s\n' "$1"
    elif [ -x "$HOME/.local/bin/$1" ]; then
        printf '%s\n' "$HOME/.local/bin/$1"
    else
        return 127
    fi
}

section docker.command locate docker
section podman.command locate podman
docker=$(locate docker)
podman=$(locate podman)

if [ -n "$docker" ]; then
    section docker.client limited "$docker" --version
    case $(limited "$docker" --version 2>/dev/null) in
    *[Pp]odman*) docker= ;;
    *)
        section docker.server limited "$docker" version --format '{{.Server.Version}}'
        section docker.security limited "$docker" info --format '{{.SecurityOptions}}'
        ;;
    esac
fi
if [ -n "$podman" ]; then
    section podman.server limited "$podman" version --format '{{.Client.Version}}'
    section podman.security limited "$podman" info --format '{{.Host.Security.Rootless}}'
fi

# compose KEY COMMAND...: how it is called, one word a line, then what it says its version is.
compose() {
    key=$1
    shift
    section "$key.command" printf '%s\n' "$@"
    section "$key.version" limited "$@" version
}

if [ $# -gt 0 ]; then
    compose compose.configured "$@"
else
    if [ -n "$docker" ]; then
        compose compose.plugin "$docker" compose
        standalone=$(locate docker-compose) && compose compose.standalone "$standalone"
    fi
    if [ -n "$podman" ]; then
        python=$(locate podman-compose) && compose compose.podman "$python"
    fi
fi
:
