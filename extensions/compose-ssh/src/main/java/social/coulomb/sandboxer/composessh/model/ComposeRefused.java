package social.coulomb.sandboxer.composessh.model;

import java.util.List;

/// A compose file that cannot be run: broken, or asking for more than a sandbox may have.
public final class ComposeRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    public ComposeRefused(List<Finding> findings) {
        super(findings.stream()
                .map(Finding::toString)
                .reduce((a, b) -> a + "; " + b)
                .orElse("refused"));
        this.findings = List.copyOf(findings);
    }

    public ComposeRefused(String path, String message) {
        this(List.of(new Finding(path, message)));
    }

    /// Everything that is wrong with the file, not only the first thing.
    public List<Finding> findings() {
        return findings;
    }
}
