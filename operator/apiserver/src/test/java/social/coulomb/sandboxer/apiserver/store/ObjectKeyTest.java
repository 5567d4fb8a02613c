package social.coulomb.sandboxer.apiserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ObjectKeyTest {

    private static final String[] ALPHABET = {"a", "b", "-", ".", "0", ":", "\u00e9", "\uffee", "\ud83d\ude00"};

    @Test
    void orderIsThatOfTheBytesOfTheWholeKey() {
        var random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            ObjectKey left = randomKey(random);
            ObjectKey right = randomKey(random);
            assertThat(Integer.signum(left.compareTo(right)))
                    .as("%s against %s", left, right)
                    .isEqualTo(Integer.signum(Arrays.compareUnsigned(bytes(left), bytes(right))));
        }
    }

    @Test
    void namespaceWithADashComesBeforeTheNamespaceThatItBeginsWith() {
        List<ObjectKey> keys = new ArrayList<>(
                List.of(new ObjectKey("", "configmaps", "a", "x"), new ObjectKey("", "configmaps", "a-b", "x")));

        keys.sort(null);

        assertThat(keys).extracting(ObjectKey::namespace).containsExactly("a-b", "a");
    }

    @Test
    void partWithASlashIsRefused() {
        assertThatThrownBy(() -> new ObjectKey("", "configmaps", "default", "a/b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a/b");
    }

    private static ObjectKey randomKey(Random random) {
        return new ObjectKey(segment(random), segment(random), segment(random), segment(random));
    }

    private static String segment(Random random) {
        var text = new StringBuilder();
        for (int length = random.nextInt(3); length > 0; length--) {
            text.append(ALPHABET[random.nextInt(ALPHABET.length)]);
        }
        return text.toString();
    }

    private static byte[] bytes(ObjectKey key) {
        return key.toString().getBytes(StandardCharsets.UTF_8);
    }
}
