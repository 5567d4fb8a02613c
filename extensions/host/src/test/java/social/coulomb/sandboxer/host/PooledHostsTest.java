package social.coulomb.sandboxer.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.host.HostSettings.EngineChoice;
import social.coulomb.sandboxer.host.HostSettings.EngineSettings;
import social.coulomb.sandboxer.host.HostSettings.HostAccess;
import social.coulomb.sandboxer.host.HostSettings.HostEndpoint;
import social.coulomb.sandboxer.host.HostSettings.Transport;
import social.coulomb.sandboxer.host.shell.CancelSignal;
import social.coulomb.sandboxer.host.shell.CommandRequest;
import social.coulomb.sandboxer.host.shell.CommandResult;
import social.coulomb.sandboxer.host.shell.HostShell;

class PooledHostsTest {
    private final List<ScriptedShell> opened = new ArrayList<>();
    private final PooledHosts hosts = new PooledHosts(settings -> {
        ScriptedShell shell = new ScriptedShell();
        opened.add(shell);
        return shell;
    });

    @Test
    void unknownHostIsNamed() {
        assertThatThrownBy(() -> hosts.host("nowhere"))
                .isInstanceOf(UnknownHost.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void equalSettingsKeepTheConnection() {
        hosts.register(settings("a", "192.0.2.1"));
        Host first = hosts.host("a");

        hosts.register(settings("a", "192.0.2.1"));

        assertThat(hosts.host("a")).isSameAs(first);
        assertThat(opened).hasSize(1);
    }

    @Test
    void changedSettingsCloseTheOldConnection() {
        hosts.register(settings("a", "192.0.2.1"));

        hosts.register(settings("a", "192.0.2.2"));

        assertThat(hosts.host("a").settings().endpoint().address()).isEqualTo("192.0.2.2");
        assertThat(opened).extracting(shell -> shell.closed).containsExactly(true, false);
    }

    @Test
    void removedHostIsClosedAndForgotten() {
        hosts.register(settings("a", "192.0.2.1"));

        hosts.remove("a");
        hosts.remove("a");

        assertThatThrownBy(() -> hosts.host("a")).isInstanceOf(UnknownHost.class);
        assertThat(opened.getFirst().closed).isTrue();
    }

    @Test
    void closingClosesEveryHost() {
        hosts.register(settings("b", "192.0.2.1"));
        hosts.register(settings("a", "192.0.2.2"));
        assertThat(hosts.names()).containsExactly("a", "b");

        hosts.close();

        assertThat(hosts.names()).isEmpty();
        assertThat(opened).allMatch(shell -> shell.closed);
    }

    @Test
    void engineIsAskedForOncePerConnection() {
        hosts.register(settings("a", "192.0.2.1"));
        Host host = hosts.host("a");
        ScriptedShell shell = opened.getFirst();

        host.engine();
        host.engine();
        assertThat(shell.commands).isEqualTo(1);

        shell.generation++;
        assertThat(host.engine().isUsable()).isTrue();
        assertThat(shell.commands).isEqualTo(2);
    }

    @Test
    void engineWithAProblemIsAskedForAgain() {
        hosts.register(settings("a", "192.0.2.1"));
        ScriptedShell shell = opened.getFirst();
        shell.answer = "";
        assertThat(hosts.host("a").engine().isUsable()).isFalse();

        shell.answer = ScriptedShell.PODMAN;

        assertThat(hosts.host("a").engine().isUsable()).isTrue();
    }

    @Test
    void settingsNeverPrintAKey() {
        HostSettings settings = new HostSettings(
                "a",
                new HostEndpoint("192.0.2.1", 22, "root"),
                new HostAccess(
                        Transport.AUTO,
                        new SshCredentials.KeyInMemory("SECRET".getBytes(StandardCharsets.UTF_8), "CERTIFICATE"),
                        new HostKeyPolicy.Pinned(List.of())),
                new EngineSettings(EngineChoice.AUTO, List.of()),
                HostSettings.DEFAULT_BASE_DIR,
                1);

        assertThat(settings.toString()).doesNotContain("SECRET", "CERTIFICATE");
    }

    private static HostSettings settings(String name, String address) {
        return new HostSettings(
                name,
                new HostEndpoint(address, 22, "root"),
                new HostAccess(
                        Transport.AUTO,
                        new SshCredentials.KeyInMemory(new byte[] {1, 2, 3}, null),
                        new HostKeyPolicy.KnownHosts(Path.of("/nowhere"))),
                new EngineSettings(EngineChoice.AUTO, List.of()),
                HostSettings.DEFAULT_BASE_DIR,
                HostSettings.DEFAULT_CONCURRENT_OPERATIONS);
    }

    /// Answers every command alike.
    private static final class ScriptedShell implements HostShell {
        private static final String PODMAN =
                "\u001epodman.command\npodman\n\u001f0\n\u001epodman.server\n4.3.1\n\u001f0\n";

        private String answer = PODMAN;
        private long generation = 1;
        private int commands;
        private boolean closed;

        @Override
        public CommandResult run(CommandRequest request, CancelSignal cancel) {
            commands++;
            return new CommandResult(
                    0, answer.getBytes(StandardCharsets.UTF_8), new byte[0], false, Duration.ofMillis(1));
        }

        @Override
        public long generation() {
            return generation;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
