package social.coulomb.sandboxer.host.sshj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import social.coulomb.sandboxer.host.shell.CommandRequest;
import social.coulomb.sandboxer.host.shell.CommandResult;
import social.coulomb.sandboxer.host.shell.HostFailure;
import social.coulomb.sandboxer.host.shell.RealSshd;

class SshjDeadPeerIT {
    private static final SshjTuning IMPATIENT = new SshjTuning(Duration.ofSeconds(5), Duration.ofSeconds(1), 2);

    /// A stopped server keeps its side of the connection open: only an unanswered question tells.
    @Test
    @Timeout(60)
    void hostThatFallsSilentIsNoticedAndReachedAgainLater() {
        try (RealSshd sshd = RealSshd.started();
                SshjHostShell shell =
                        new SshjHostShell(sshd.endpoint(), sshd.credentials(), sshd.pinned(), IMPATIENT)) {
            Path begun = sshd.directory().resolve("begun");
            CompletableFuture<CommandResult> running = CompletableFuture.supplyAsync(
                    () -> shell.run(CommandRequest.script("touch \"$1\"; sleep 40", begun.toString())
                            .within(Duration.ofMinutes(5))));
            await().until(() -> Files.exists(begun));

            sshd.signal("STOP");
            try {
                assertThatThrownBy(() -> running.get(15, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(HostFailure.Unreachable.class);
            } finally {
                sshd.signal("CONT");
            }

            assertThat(shell.run(CommandRequest.command("echo", "again")).outputText())
                    .isEqualTo("again\n");
        }
    }

    /// What was asked of a silent host is heard when it comes back, and takes sessions that nobody waits for.
    @Test
    @Timeout(60)
    void sessionsThatCameTooLateTakeNoRoomFromLaterCommands() {
        SshjTuning patient = new SshjTuning(Duration.ofSeconds(2), Duration.ofMinutes(1), 3);
        try (RealSshd sshd = RealSshd.started("MaxSessions 2");
                SshjHostShell shell = new SshjHostShell(sshd.endpoint(), sshd.credentials(), sshd.pinned(), patient)) {
            shell.run(CommandRequest.command("true"));
            sshd.signal("STOP");
            try {
                List<CompletableFuture<CommandResult>> unheard = Stream.generate(
                                () -> CompletableFuture.supplyAsync(() -> shell.run(CommandRequest.command("true"))))
                        .limit(3)
                        .toList();
                assertThat(unheard)
                        .allSatisfy(each -> assertThatThrownBy(() -> each.get(15, TimeUnit.SECONDS))
                                .hasCauseInstanceOf(HostFailure.Unreachable.class));
            } finally {
                sshd.signal("CONT");
            }

            assertThat(shell.run(CommandRequest.command("echo", "again")).outputText())
                    .isEqualTo("again\n");
        }
    }
}
