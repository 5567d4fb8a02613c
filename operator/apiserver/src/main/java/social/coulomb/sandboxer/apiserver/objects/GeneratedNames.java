package social.coulomb.sandboxer.apiserver.objects;

import java.util.random.RandomGenerator;

/// Completes a `generateName`.
final class GeneratedNames {

    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int SUFFIX_LENGTH = 5;
    private static final int PREFIX_LIMIT = 58;

    private final RandomGenerator random;

    GeneratedNames(RandomGenerator random) {
        this.random = random;
    }

    /// The prefix, shortened where need be, and five characters without vowels.
    String complete(String prefix) {
        var name = new StringBuilder(prefix.substring(0, Math.min(prefix.length(), PREFIX_LIMIT)));
        for (int count = 0; count < SUFFIX_LENGTH; count++) {
            name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return name.toString();
    }
}
