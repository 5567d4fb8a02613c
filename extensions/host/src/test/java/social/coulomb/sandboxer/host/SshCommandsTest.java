package social.coulomb.sandboxer.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.host.HostSettings.HostEndpoint;

class SshCommandsTest {

    @Test
    void theUsualPortIsLeftOutAndAnotherIsNamed() {
        assertThat(commands("host.example", 22, "worker").shellIn("/tmp/sandboxer/abc/workspace"))
                .isEqualTo("ssh -t worker@host.example 'cd /tmp/sandboxer/abc/workspace && exec \"$SHELL\" -l'");
        assertThat(commands("host.example", 2222, "").tunnel(8080, "10.0.0.2", 8080))
                .isEqualTo("ssh -N -p 2222 -L 8080:10.0.0.2:8080 host.example");
    }

    @Test
    void localPortsAreFreeForEverybodyAndDiffer() {
        SshCommands commands = commands("host.example", 22, "worker");

        assertThat(commands.tunnel(80, "10.0.0.2", 80)).contains(" -L 8080:10.0.0.2:80 ");
        assertThat(commands.tunnel(8080, "10.0.0.3", 8080)).contains(" -L 8081:10.0.0.3:8080 ");
        assertThat(commands.tunnel(443, "10.0.0.2", 443)).contains(" -L 8443:10.0.0.2:443 ");
    }

    @Test
    void numbersOfIpv6StandInBrackets() {
        assertThat(commands("fd00::1", 22, "worker").tunnel(8080, "fd00::2", 8080))
                .isEqualTo("ssh -N -L '8080:[fd00::2]:8080' worker@fd00::1");
    }

    @Test
    void oddNamesStayOneWordAndAreNoOptions() {
        assertThat(commands("host.example", 22, "a b;id").shellIn("/it's here"))
                .isEqualTo("ssh -t 'a b;id@host.example'"
                        + " 'cd '\\''/it'\\''\\'\\'''\\''s here'\\'' && exec \"$SHELL\" -l'");
        assertThat(commands("-oProxyCommand=id", 22, "").tunnel(1024, "10.0.0.2", 1))
                .isEqualTo("ssh -N -L 1024:10.0.0.2:1 -- '-oProxyCommand=id'");
    }

    private static SshCommands commands(String address, int port, String user) {
        return new SshCommands(new HostEndpoint(address, port, user));
    }
}
