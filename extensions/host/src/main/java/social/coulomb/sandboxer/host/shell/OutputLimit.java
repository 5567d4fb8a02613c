package social.coulomb.sandboxer.host.shell;

/// How many bytes of each output stream of a command are kept. What comes after is read and dropped, so the
/// command never blocks on it.
public record OutputLimit(int bytes) {
    /// Enough for a listing of some thousand files.
    public static final OutputLimit DEFAULT = new OutputLimit(4 << 20);

    public OutputLimit {
        if (bytes < 0) {
            throw new IllegalArgumentException("an output limit cannot be negative: " + bytes);
        }
    }
}
