package social.coulomb.sandboxer.host.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.host.local.LocalHostShell;
import social.coulomb.sandboxer.host.shell.CancelSignal;
import social.coulomb.sandboxer.host.shell.CommandRequest;
import social.coulomb.sandboxer.host.shell.CommandResult;
import social.coulomb.sandboxer.host.shell.HostShell;

/// A host whose tools are busybox's: no `find -printf`, and whole seconds only.
@SuppressWarnings("NullAway.Init")
class BusyboxWorkspaceSyncIT extends SafeWorkspaceSyncContract {
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    private static Path tools;
    private static BusyboxShell shell;

    @BeforeAll
    static void start() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(BUSYBOX), "needs busybox");
        tools = Files.createTempDirectory("sandboxer-busybox-");
        for (String tool :
                new String[] {"find", "tar", "stat", "xargs", "sh", "rm", "mkdir", "chmod", "date", "readlink"}) {
            Files.createSymbolicLink(tools.resolve(tool), BUSYBOX);
        }
        shell = new BusyboxShell(new LocalHostShell(), tools + ":" + System.getenv("PATH"));
    }

    @AfterAll
    static void stop() {
        if (shell != null) {
            shell.run(CommandRequest.command("rm", "-rf", "--", tools.toString()));
            shell.close();
        }
    }

    @Test
    void hostReallyHasBusyboxTools() {
        assertThat(shell.run(CommandRequest.script("find . -maxdepth 0 -printf x"))
                        .succeeded())
                .isFalse();
        assertThat(shell.run(CommandRequest.script("tar --help 2>&1")).outputText())
                .contains("BusyBox");
    }

    @Override
    protected HostShell shell() {
        return shell;
    }

    @Override
    protected boolean isExact() {
        return false;
    }

    private record BusyboxShell(HostShell shell, String path) implements HostShell {
        @Override
        public CommandResult run(CommandRequest request, CancelSignal cancel) {
            return shell.run(request.withEnvironment("PATH", path), cancel);
        }

        @Override
        public long generation() {
            return shell.generation();
        }

        @Override
        public void close() {
            shell.close();
        }
    }
}
