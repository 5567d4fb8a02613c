package social.coulomb.sandboxer.host.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.host.local.LocalHostShell;
import social.coulomb.sandboxer.host.shell.CancelSignal;
import social.coulomb.sandboxer.host.shell.CancelSource;
import social.coulomb.sandboxer.host.shell.CommandRequest;
import social.coulomb.sandboxer.host.shell.CommandResult;
import social.coulomb.sandboxer.host.shell.HostFailure;
import social.coulomb.sandboxer.host.shell.HostShell;

/// A sync to a host of the testbed: other files, other accounts, a disk that can be full.
@Timeout(120)
@SuppressWarnings("NullAway.Init")
class TestbedWorkspaceSyncIT {
    private static final long HUGE = 1L << 30;
    /// Times to the hundred nanoseconds that an archive carries, of files only.
    private static final String LISTING = """
            cd "$1" || exit
            find . -mindepth 1 -printf '%p %y %m %l\\n' | sort
            find . -type f -printf '%T@ %p\\n' | sed 's/00 / /' | cut -c -18 | sort
            find . -type f -exec sha256sum {} + | sort
            """;

    private static HostShell root;
    private static HostShell worker;
    private static HostShell here;

    private final String remote = "/tmp/sandboxer-sync-" + UUID.randomUUID();

    @TempDir
    private Path local;

    @BeforeAll
    static void connect() throws IOException {
        Optional<TestbedHost> host = TestbedHost.first();
        Assumptions.assumeTrue(host.isPresent(), TestbedHost.VARIABLE + " names no testbed");
        root = host.orElseThrow().shell("root");
        worker = host.orElseThrow().shell("worker");
        here = new LocalHostShell();
    }

    @AfterAll
    static void disconnect() {
        if (here != null) {
            root.close();
            worker.close();
            here.close();
        }
    }

    @BeforeEach
    void fill() {
        run(here, """
                cd "$1"
                mkdir -p 'a b/c' empty closed
                printf one >'a b/c/one'; printf two >"$(printf 'line\\nbreak')"; printf three >'quo"te'
                ln -s nowhere dangling; ln -s 'a b' link; ln -s / absolute
                printf inside >closed/file; chmod 755 'a b/c/one'
                head -c 300000 /dev/urandom >random
                find . -exec touch -h -d '2021-02-03 04:05:06.789' {} +
                chmod 555 closed
                """, local.toString());
    }

    @AfterEach
    void remove() {
        run(root, "umount \"$1\" 2>/dev/null; rm -rf -- \"$1\"", remote);
        run(here, "chmod -R u+rwx -- \"$1\"", local.toString());
    }

    @Test
    void hostHasTheSameAfterwardsAndASecondRunSendsNothing() throws Exception {
        for (HostShell shell : new HostShell[] {root, worker}) {
            SyncResult first = sync(shell);
            SyncResult second = sync(shell);

            assertThat(listing(shell, remote)).isEqualTo(listing(here, local.toString()));
            assertThat(second.sent()).isZero();
            assertThat(second.unchanged()).isEqualTo(first.sent());
            run(root, "rm -rf -- \"$1\"", remote);
        }
    }

    @Test
    void plainAccountChangesWhatIsInClosedDirectories() throws Exception {
        sync(worker);
        run(worker, "chmod 700 \"$1\"/closed; mkdir \"$1\"/closed/d \"$1\"/gone; touch \"$1\"/gone/f", remote);
        run(worker, "chmod 000 \"$1\"/closed/d; chmod 500 \"$1\"/gone; chmod 300 \"$1\"/closed", remote);
        run(
                here,
                "cd \"$1\"; chmod 755 closed; printf more >>closed/file; rm 'a b/c/one'; chmod 555 closed",
                local.toString());

        SyncResult result = sync(worker);

        assertThat(result.removed()).isEqualTo(4);
        assertThat(listing(worker, remote)).isEqualTo(listing(here, local.toString()));
    }

    @Test
    void whatIsNotOursToRemoveIsToldInTheHostsWords() throws Exception {
        sync(worker);
        run(root, "mkdir -m 755 \"$1\"/foreign; touch \"$1\"/foreign/file", remote);

        assertThatThrownBy(() -> sync(worker))
                .isInstanceOf(SyncRefused.class)
                .hasMessageContaining("Permission denied")
                .hasMessageContaining("foreign");
    }

    @Test
    void whatIsNotOursToReadIsToldInTheHostsWords() throws Exception {
        sync(worker);
        run(root, "mkdir -m 700 \"$1\"/foreign", remote);

        assertThatThrownBy(() -> sync(worker))
                .isInstanceOf(SyncRefused.class)
                .hasMessageContaining("Permission denied")
                .hasMessageContaining("foreign");
    }

    @Test
    void directoryOfAnotherAccountIsRefused() throws Exception {
        sync(root);

        assertThatThrownBy(() -> sync(worker)).isInstanceOf(SyncRefused.class);
        run(root, "chown worker \"$1\"", remote);
        assertThatThrownBy(() -> sync(root)).isInstanceOf(SyncRefused.class).hasMessageContaining("another account");
    }

    @Test
    void fullDiskIsToldAndTheNextRunRepairsWhatIsThere() throws Exception {
        assertThat(run(root, "mkdir -m 700 \"$1\" && mount -t tmpfs -o size=1m,mode=700 tmpfs \"$1\"", remote)
                        .succeeded())
                .isTrue();
        Path large = Files.write(local.resolve("b-large"), new byte[3_000_000]);

        assertThatThrownBy(() -> sync(root))
                .isInstanceOf(SyncRefused.class)
                .hasMessageContaining("No space left on device");

        Files.delete(large);
        sync(root);
        assertThat(listing(root, remote)).isEqualTo(listing(here, local.toString()));
    }

    @Test
    void cancelledSyncStopsOnTheHostAndTheNextRunRepairsWhatIsThere() throws Exception {
        Path huge = local.resolve("huge");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(HUGE);
        }
        CancelSource cancel = new CancelSource();
        CompletableFuture<SyncResult> running = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return sync(worker, cancel);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                command -> Thread.ofVirtual().start(command));
        await().until(() -> run(root, "[ -s \"$1\"/huge ]", remote).succeeded());

        long cancelledAt = System.nanoTime();
        cancel.raise();

        assertThatThrownBy(running::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(HostFailure.CommandCancelled.class);
        assertThat(Duration.ofNanos(System.nanoTime() - cancelledAt)).isLessThan(Duration.ofSeconds(6));
        await().until(() -> !run(root, "ls -l /proc/[0-9]*/cwd 2>/dev/null | grep -F \"$1\"", remote)
                .succeeded());
        Files.delete(huge);
        sync(worker);
        assertThat(listing(worker, remote)).isEqualTo(listing(here, local.toString()));
    }

    private SyncResult sync(HostShell shell) throws IOException {
        return sync(shell, CancelSignal.never());
    }

    private SyncResult sync(HostShell shell, CancelSignal cancel) throws IOException {
        return new ManifestSync(shell)
                .sync(
                        new SyncRequest(local, WorkspaceSync.tree(local), remote, Set.of(), Duration.ofMinutes(1)),
                        cancel);
    }

    private static String listing(HostShell shell, String directory) {
        CommandResult result = run(shell, LISTING, directory);
        assertThat(result.succeeded()).as(result.errorText()).isTrue();
        return result.outputText();
    }

    private static CommandResult run(HostShell shell, String script, String argument) {
        return shell.run(CommandRequest.script(script, argument));
    }
}
