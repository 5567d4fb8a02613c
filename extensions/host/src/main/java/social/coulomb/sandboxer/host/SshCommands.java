package social.coulomb.sandboxer.host;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import social.coulomb.sandboxer.host.HostSettings.HostEndpoint;
import social.coulomb.sandboxer.host.shell.ShellQuoting;

/// The commands that a person copies to get to what runs on a host. Pure; nothing is opened here.
///
/// One object writes the commands of one sandbox, so that their local ports differ and all of them can be used at
/// once.
public final class SshCommands {

    private static final int SSH_PORT = 22;
    /// Below it only root may listen, on most machines.
    private static final int FIRST_FREE_PORT = 1024;
    /// What is added to a port that is not free: 80 becomes 8080, 443 becomes 8443.
    private static final int SHIFT = 8000;
    private static final int LAST_PORT = 65_535;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./][A-Za-z0-9_@%+=:,./-]*");

    private final HostEndpoint host;
    private final Set<Integer> taken = new HashSet<>();

    public SshCommands(HostEndpoint host) {
        this.host = host;
    }

    /// `user@host`, as SSH takes it.
    public String login() {
        return (host.user().isEmpty() ? "" : host.user() + "@") + host.address();
    }

    /// A login shell in a directory of the host.
    public String shellIn(String directory) {
        String there = "cd " + word(directory) + " && exec \"$SHELL\" -l";
        return "ssh -t" + port() + destination() + " " + ShellQuoting.quote(there);
    }

    /// A way from a port of the person's own machine to an address behind the host.
    ///
    /// @param wanted the local port, if nothing of the sandbox has it yet and everybody may listen there
    public String tunnel(int wanted, String address, int remote) {
        String target = address.contains(":") ? "[" + address + "]" : address;
        return "ssh -N" + port() + " -L " + word(local(wanted) + ":" + target + ":" + remote) + destination();
    }

    private int local(int wanted) {
        int local = wanted < FIRST_FREE_PORT ? wanted + SHIFT : wanted;
        while (!taken.add(local)) {
            local = local < LAST_PORT ? local + 1 : FIRST_FREE_PORT;
        }
        return local;
    }

    private String port() {
        return host.port() == SSH_PORT ? "" : " -p " + host.port();
    }

    /// What looks like an option would be taken for one.
    private String destination() {
        return (login().startsWith("-") ? " -- " : " ") + word(login());
    }

    private static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : ShellQuoting.quote(text);
    }
}
