package social.coulomb.sandboxer.host.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import social.coulomb.sandboxer.host.HostKeyPolicy;
import social.coulomb.sandboxer.host.hostkey.HostKeyRecords.Verdict;

class HostKeyRecordsTest {
    private static final HostKey KEY = new HostKey("ssh-ed25519", "QUFBQQ==");
    private static final HostKey OTHER = new HostKey("ssh-ed25519", "QkJCQg==");

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host.example        | host.example | 22   | TRUSTED",
                "HOST.Example        | host.example | 22   | TRUSTED",
                "host.example        | Host.Example | 22   | TRUSTED",
                "host.example        | host.example | 2222 | UNKNOWN",
                "[host.example]:2222 | host.example | 2222 | TRUSTED",
                "[host.example]:2222 | host.example | 22   | UNKNOWN",
                "*.example           | host.example | 22   | TRUSTED",
                "h?st.example        | host.example | 22   | TRUSTED",
                "*.example,!host.*   | host.example | 22   | UNKNOWN",
                "a,b,host.example    | host.example | 22   | TRUSTED",
                "hostXexample        | host.example | 22   | UNKNOWN",
            })
    void nameDecidesWhetherALineApplies(String pattern, String address, int port, Verdict expected) throws IOException {
        assertThat(records(pattern + " " + KEY.line()).judge(address, port, KEY))
                .isEqualTo(expected);
    }

    @Test
    void anotherKeyOnRecordMeansChanged() throws IOException {
        assertThat(records("host " + OTHER.line()).judge("host", 22, KEY)).isEqualTo(Verdict.CHANGED);
    }

    @Test
    void oneOfSeveralKeysIsEnough() throws IOException {
        assertThat(records("host " + OTHER.line(), "host " + KEY.line()).judge("host", 22, KEY))
                .isEqualTo(Verdict.TRUSTED);
    }

    @Test
    void revocationWinsOverAPlainLine() throws IOException {
        assertThat(records("@revoked * " + KEY.line(), "host " + KEY.line()).judge("host", 22, KEY))
                .isEqualTo(Verdict.REVOKED);
    }

    @Test
    void authorityIsNoPlainKey() throws IOException {
        HostKeyRecords records = records("@cert-authority * " + KEY.line());

        assertThat(records.judge("host", 22, KEY)).isEqualTo(Verdict.UNKNOWN);
        assertThat(records.hasAuthority("host", 22)).isTrue();
    }

    @Test
    void linesThatAreNotUnderstoodTrustNobody() throws IOException {
        assertThat(records("", "# host " + KEY.line(), "host", "host ssh-ed25519 %%%", "@odd host " + KEY.line())
                        .judge("host", 22, KEY))
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void pinnedKeyHoldsForEveryAddress() {
        HostKeyRecords records = HostKeyRecords.of(new HostKeyPolicy.Pinned(java.util.List.of(KEY.line())));

        assertThat(records.judge("anything", 2222, KEY)).isEqualTo(Verdict.TRUSTED);
        assertThat(records.judge("anything", 2222, OTHER)).isEqualTo(Verdict.CHANGED);
    }

    private HostKeyRecords records(String... lines) throws IOException {
        Path file = Files.write(directory.resolve("known_hosts"), java.util.List.of(lines));
        return HostKeyRecords.of(new HostKeyPolicy.KnownHosts(file));
    }
}
