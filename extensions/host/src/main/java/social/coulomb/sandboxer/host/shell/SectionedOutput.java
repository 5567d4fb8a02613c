package social.coulomb.sandboxer.host.shell;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The output of a script that prints sections, each of which may fail by itself.
public final class SectionedOutput {
    private static final String SECTION = "\u001e";
    private static final String STATUS = "\u001f";

    private final Map<String, Section> sections;

    private SectionedOutput(Map<String, Section> sections) {
        this.sections = sections;
    }

    /// One section: what was printed, and how its command ended. A section that was cut off counts as failed.
    public record Section(int status, String text) {
        private static final int CUT_OFF = 255;
        private static final int TIMED_OUT = 124;
        private static final int KILLED = 137;

        /// True if its command succeeded.
        public boolean succeeded() {
            return status == 0;
        }

        /// What went wrong, for a person: programs say it last, after their warnings.
        public String complaint() {
            return switch (status) {
                case TIMED_OUT, KILLED -> "no answer within its time";
                case CUT_OFF -> "the output was cut off";
                default ->
                    text.isEmpty()
                            ? "exit status " + status
                            : text.lines().toList().getLast();
            };
        }
    }

    /// Takes the output apart; what comes before the first section is ignored.
    public static SectionedOutput parse(String output) {
        Map<String, Section> sections = new LinkedHashMap<>();
        String[] parts = output.split(SECTION, -1);
        for (int i = 1; i < parts.length; i++) {
            int nameEnd = parts[i].indexOf('\n');
            if (nameEnd < 0) {
                continue;
            }
            String name = parts[i].substring(0, nameEnd);
            String rest = parts[i].substring(nameEnd + 1);
            int statusAt = rest.lastIndexOf(STATUS);
            sections.put(
                    name,
                    statusAt < 0
                            ? new Section(Section.CUT_OFF, rest.strip())
                            : new Section(
                                    status(rest.substring(statusAt + 1)),
                                    rest.substring(0, statusAt).strip()));
        }
        return new SectionedOutput(sections);
    }

    private static int status(String digits) {
        try {
            return Integer.parseInt(digits.strip());
        } catch (NumberFormatException garbled) {
            return Section.CUT_OFF;
        }
    }

    /// The section of that name; empty if it was not printed.
    public Optional<Section> section(String name) {
        return Optional.ofNullable(sections.get(name));
    }

    /// The text of a section that succeeded.
    public Optional<String> text(String name) {
        return section(name).filter(Section::succeeded).map(Section::text);
    }

    /// Every section in the order printed.
    public Map<String, Section> sections() {
        return Map.copyOf(sections);
    }
}
