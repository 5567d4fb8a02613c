package social.coulomb.sandboxer.app.command.host;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.host.HostSettings.HostEndpoint;
import social.coulomb.sandboxer.host.hostkey.HostKey;
import social.coulomb.sandboxer.host.shell.HostFailure;
import social.coulomb.sandboxer.host.sshj.SshjKeyScan;

/// How a person says that a host's key is the right one. Nothing is trusted unseen.
final class HostKeyConsent {

    private static final Duration SCAN_TIME = Duration.ofSeconds(10);

    @Option(
            names = "--host-key",
            paramLabel = "KEY",
            description = "The host's public key, known from elsewhere: 'ssh-ed25519 AAAA…'. Nothing is asked then.")
    private @Nullable String hostKey;

    @Option(
            names = "--fingerprint",
            paramLabel = "SHA256:…",
            description = "Trust the key that the host shows if it has this fingerprint.")
    private @Nullable String fingerprint;

    @Option(names = "--yes", description = "Trust the key that the host shows, whatever it is.")
    private boolean yes;

    /// Whether the command line says which key is right.
    boolean isGiven() {
        return hostKey != null || fingerprint != null || yes;
    }

    /// The key to pin, in the form `<type> <base64>`.
    ///
    /// @throws StartFailure when the host shows no key, or nobody agrees to it
    String agree(String address, int port, PrintWriter out) throws StartFailure {
        if (hostKey != null) {
            return parse(hostKey).line();
        }
        HostKey shown = scan(address, port);
        out.println(address + " shows " + shown.type() + " " + shown.fingerprint());
        out.flush();
        if (yes || shown.fingerprint().equals(fingerprint)) {
            return shown.line();
        }
        if (fingerprint != null) {
            throw new StartFailure(
                    Exit.HOST,
                    "The key is not the expected one (" + fingerprint + "): nothing was trusted. Find out why before"
                            + " you go on.");
        }
        return ask(shown);
    }

    private static HostKey parse(String text) throws StartFailure {
        try {
            return HostKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw new StartFailure(Exit.USAGE, "--host-key is " + e.getMessage(), e);
        }
    }

    private static HostKey scan(String address, int port) throws StartFailure {
        try {
            List<HostKey> keys = new SshjKeyScan().scan(new HostEndpoint(address, port, ""), SCAN_TIME);
            return keys.getFirst();
        } catch (HostFailure e) {
            throw new StartFailure(Exit.HOST, address + " shows no key: " + e.getMessage(), e);
        }
    }

    private static String ask(HostKey shown) throws StartFailure {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new StartFailure(
                    Exit.HOST,
                    "Nobody is there to agree to that key: compare it with the host's own (ssh-keygen -lf"
                            + " /etc/ssh/ssh_host_ed25519_key.pub there) and say --fingerprint or --yes.");
        }
        String answer = console.readLine("Is that the host's own fingerprint? Trust it [y/N]: ");
        if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
            throw new StartFailure(Exit.HOST, "Nothing was trusted.");
        }
        return shown.line();
    }
}
