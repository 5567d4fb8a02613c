package social.coulomb.sandboxer.app.home;

import java.util.List;

/// Everything that runs for one installation, from start to end.
public sealed interface Home extends AutoCloseable permits ClusterHome, LocalHome {

    /// What a person who has just started it wants to know, a line each.
    List<String> describe();

    /// Blocks until the process is asked to end; everything is closed in order then.
    void runUntilEnded() throws InterruptedException;

    /// Ends what was started, the last first. Repeatable.
    @Override
    void close();
}
