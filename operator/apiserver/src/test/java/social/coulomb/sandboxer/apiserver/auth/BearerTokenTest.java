package social.coulomb.sandboxer.apiserver.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BearerTokenTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void tokenIsMadeOnceAndOnlyItsOwnerCanReadIt() throws Exception {
        Path file = directory.resolve("deep/token");
        BearerToken made = BearerToken.loadOrCreate(file, new SecureRandom());
        assertThat(made.secret()).hasSizeGreaterThan(40);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(BearerToken.loadOrCreate(file, new SecureRandom()).secret()).isEqualTo(made.secret());
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void fileThatOthersCouldReadIsShut() throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "known\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(BearerToken.loadOrCreate(file, new SecureRandom()).secret()).isEqualTo("known");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void onlyTheWholeTokenOpens() throws Exception {
        Files.writeString(directory.resolve("token"), "known");
        BearerToken token = BearerToken.loadOrCreate(directory.resolve("token"), new SecureRandom());
        assertThat(token.opens("Bearer known")).isTrue();
        assertThat(token.opens("bearer known ")).isTrue();
        assertThat(token.opens("Bearer knowN")).isFalse();
        assertThat(token.opens("Bearer know")).isFalse();
        assertThat(token.opens("Bearer ")).isFalse();
        assertThat(token.opens("known")).isFalse();
        assertThat(token.opens("")).isFalse();
    }
}
