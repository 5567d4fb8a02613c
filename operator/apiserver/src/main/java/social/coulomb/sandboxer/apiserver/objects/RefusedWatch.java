package social.coulomb.sandboxer.apiserver.objects;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;

/// A watch that has only one thing to say: why it cannot be.
final class RefusedWatch implements WatchSource {

    private final WatchEvent error;
    private boolean told;

    RefusedWatch(ApiStatus status) {
        this.error = new WatchEvent(WatchEvent.Type.ERROR, Json.bytes(status.toJson()));
    }

    @Override
    public @Nullable WatchEvent next(Duration wait) {
        if (told) {
            return null;
        }
        told = true;
        return error;
    }

    @Override
    public boolean finished() {
        return told;
    }

    @Override
    public WatchEvent bookmark() {
        return error;
    }

    @Override
    public void close() {}
}
