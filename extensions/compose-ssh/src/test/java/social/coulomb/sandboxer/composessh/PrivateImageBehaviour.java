package social.coulomb.sandboxer.composessh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.RegistryCredential;
import social.coulomb.sandboxer.sdk.Secrets;

/// Images of a registry that wants a login, on a host that has `docker-registry` (Debian's package of that name).
abstract class PrivateImageBehaviour extends OnTestHost {

    private static final String REGISTRY = "127.0.0.1:5017";
    private static final String IMAGE = REGISTRY + "/private/web:1";
    private static final String PASSWORD = "pull-Passw0rd";
    /// Of the password, as bcrypt.
    private static final String HASH = "$2b$05$7LqxWwhBBVc/uMsvtqxuS.Z2nM5dQB3WmNJAhaG0kWfWtnCUVaVEu";
    private static final Secrets LOGIN =
            new Secrets(Map.of(), List.of(), List.of(new RegistryCredential(REGISTRY, "puller", PASSWORD)));

    PrivateImageBehaviour(String variant) {
        super(variant);
    }

    @BeforeEach
    void startRegistry() {
        assumeThat(host().run("command -v docker-registry").succeeded())
                .as("the host has docker-registry")
                .isTrue();
        var started = host().run("""
                        set -e
                        mkdir -p /tmp/registry/data /etc/containers/registries.conf.d
                        printf '[[registry]]\\nlocation = "%s"\\ninsecure = true\\n' "$1" >/etc/containers/registries.conf.d/test.conf
                        printf 'puller:%s\\n' "$3" >/tmp/registry/users
                        cat >/tmp/registry/config.yml <<END
                        version: 0.1
                        storage: {filesystem: {rootdirectory: /tmp/registry/data}}
                        http: {addr: $1}
                        auth: {htpasswd: {realm: test, path: /tmp/registry/users}}
                        END
                        setsid docker-registry serve /tmp/registry/config.yml >/tmp/registry/log 2>&1 </dev/null &
                        echo $! >/tmp/registry/pid
                        tries=50
                        until busybox wget -q -O - "http://$1/v2/" 2>&1 | grep -q 401; do
                            tries=$((tries - 1)); [ $tries -gt 0 ]; sleep 0.1
                        done
                        $5 tag "$6" "$2"
                        if [ $5 = podman ]; then
                            podman push -q --creds "puller:$4" "$2"
                        else
                            echo "$4" | docker --config /tmp/registry/login login -u puller --password-stdin "$1"
                            docker --config /tmp/registry/login push -q "$2"
                        fi
                        $5 rmi "$2"
                        """, REGISTRY, IMAGE, HASH, PASSWORD, host().engine(), host().image());
        assertThat(started.succeeded())
                .as(started.outputText() + started.errorText())
                .isTrue();
    }

    @AfterEach
    void stopRegistry() {
        host().run(
                        "[ ! -f /tmp/registry/pid ] || kill $(cat /tmp/registry/pid);"
                                + " rm -rf /tmp/registry /etc/containers/registries.conf.d/test.conf; $1 rmi -f $2",
                        host().engine(),
                        IMAGE);
    }

    @Test
    void aPrivateImageIsPulledWithTheLoginAndTheLoginIsKeptNowhere() throws Exception {
        Trial trial =
                trial().file("compose.yaml", "services: {web: {image: \"" + IMAGE + "\", command: [sleep, \"1000\"]}}");

        assertThatExceptionOfType(ExtensionFailure.Transient.class)
                .isThrownBy(trial::provision)
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo("ImageUnavailable"))
                .satisfies(failure -> assertThat(failure.step()).contains("pull"));
        try (CommandLines seen = CommandLines.watch()) {
            trial.provision(LOGIN);

            assertThat(seen.with(trial.project())).isNotEmpty();
            assertThat(seen.with(PASSWORD)).isEmpty();
        }

        assertThat(host().output("ls $1", trial.directory())).doesNotContain("registry");
        assertThat(host().output("grep -rlE \"$2|cHVsbGVyO\" $1", trial.directory(), PASSWORD))
                .isEmpty();
        assertThat(trial.inside("web", "env")).doesNotContain(PASSWORD);
    }

    @Test
    void anImageIsBuiltUponAPrivateOne() throws Exception {
        Trial trial = trial().file("Dockerfile", "FROM " + IMAGE + "\nRUN echo built >/built\n")
                .file("compose.yaml", "services: {web: {build: ., command: [sleep, \"1000\"]}}");

        assertThatExceptionOfType(ExtensionFailure.Transient.class)
                .isThrownBy(trial::provision)
                .satisfies(failure -> assertThat(failure.step()).contains("build"));
        trial.provision(LOGIN);

        assertThat(trial.inside("web", "cat /built")).startsWith("built");
    }

    @Test
    void aWrongLoginIsToldWithoutItsPassword() throws Exception {
        Trial trial = trial().file("compose.yaml", "services: {web: {image: \"" + IMAGE + "\"}}");
        Secrets wrong =
                new Secrets(Map.of(), List.of(), List.of(new RegistryCredential(REGISTRY, "puller", "wr0ng-Password")));

        assertThatExceptionOfType(ExtensionFailure.Transient.class)
                .isThrownBy(() -> trial.provision(wrong))
                .withMessageContaining(IMAGE)
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("wr0ng-Password"));
        assertThat(host().output("ls $1", trial.directory())).doesNotContain("registry");
    }
}
