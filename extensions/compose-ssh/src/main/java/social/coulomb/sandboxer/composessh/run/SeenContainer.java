package social.coulomb.sandboxer.composessh.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A container as the engine describes it.
///
/// @param service the compose service; empty when it is labelled otherwise
/// @param status the engine's word: running, exited, created …
/// @param addresses by network name; a network without an address is left out
/// @param published ports of the host's loopback, by the TCP port inside
record SeenContainer(
        String service,
        String status,
        String exitCode,
        Owner owner,
        String name,
        Map<String, String> addresses,
        Limits limits,
        Map<Integer, Integer> published) {

    private static final int FIELDS = 13;

    /// @param memory bytes, 0 for none
    /// @param nanoCpus billionths of a processor, 0 for none
    /// @param pids 0 or less for none
    record Limits(long memory, long nanoCpus, long pids) {}

    SeenContainer {
        addresses = Map.copyOf(addresses);
        published = Map.copyOf(published);
    }

    /// Reads the lines that `look.sh` prints.
    static List<SeenContainer> parse(String lines) {
        List<SeenContainer> seen = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            String[] fields = line.split("\\|", -1);
            if (fields.length != FIELDS) {
                // Never what we made; but it is there, and must not count as nothing.
                seen.add(new SeenContainer(
                        "", "unknown", "", Owner.NOBODY, line, Map.of(), new Limits(0, 0, 0), Map.of()));
            } else {
                seen.add(new SeenContainer(
                        fields[0],
                        fields[1],
                        fields[2],
                        new Owner(fields[3], fields[4]),
                        fields[5].replaceFirst("^/", ""),
                        pairs(fields[6]),
                        new Limits(number(fields[7]), number(fields[8]), number(fields[9])),
                        published(fields[12])));
            }
        }
        return seen;
    }

    boolean isRunning() {
        return status.equals("running");
    }

    boolean hasEndedWell() {
        return (status.equals("exited") || status.equals("stopped")) && exitCode.equals("0");
    }

    /// The address by which the host reaches it: the first, by network name.
    Optional<String> address() {
        return addresses.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<Integer, Integer> published(String words) {
        Map<Integer, Integer> published = new LinkedHashMap<>();
        pairs(words).forEach((inside, outside) -> {
            if (inside.endsWith("/tcp")) {
                published.put((int) number(inside.replace("/tcp", "")), (int) number(outside));
            }
        });
        return published;
    }

    private static Map<String, String> pairs(String words) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String word : words.split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0 && equals + 1 < word.length()) {
                pairs.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return pairs;
    }

    private static long number(String text) {
        return text.matches("-?[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
