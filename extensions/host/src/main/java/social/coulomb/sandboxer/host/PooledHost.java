package social.coulomb.sandboxer.host;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.host.engine.EngineDetection;
import social.coulomb.sandboxer.host.engine.EngineInfo;
import social.coulomb.sandboxer.host.shell.HostShell;

/// A host with its shell, and what was found out about its engine over the present connection.
final class PooledHost implements Host, AutoCloseable {
    private final HostSettings settings;
    private final HostShell shell;
    private final EngineDetection detection;
    private final ReentrantLock detecting = new ReentrantLock();
    private volatile @Nullable Finding finding;

    private record Finding(long generation, EngineInfo engine) {}

    PooledHost(HostSettings settings, HostShell shell, EngineDetection detection) {
        this.settings = settings;
        this.shell = shell;
        this.detection = detection;
    }

    @Override
    public HostSettings settings() {
        return settings;
    }

    @Override
    public HostShell shell() {
        return shell;
    }

    @Override
    public EngineInfo engine() {
        Finding known = finding;
        if (known != null && isCurrent(known)) {
            return known.engine();
        }
        detecting.lock();
        try {
            Finding meanwhile = finding;
            if (meanwhile != null && isCurrent(meanwhile)) {
                return meanwhile.engine();
            }
            EngineInfo engine = detection.detect(shell, settings.engine());
            finding = engine.isUsable() ? new Finding(shell.generation(), engine) : null;
            return engine;
        } finally {
            detecting.unlock();
        }
    }

    private boolean isCurrent(Finding known) {
        return known.generation() == shell.generation();
    }

    @Override
    public void close() {
        shell.close();
    }
}
