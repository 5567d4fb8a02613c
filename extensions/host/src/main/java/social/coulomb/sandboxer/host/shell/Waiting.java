package social.coulomb.sandboxer.host.shell;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for work that goes on in another thread and cannot itself be interrupted.
public final class Waiting {
    private Waiting() {}

    /// The work's result, awaited no longer than the request may take and only while its signal is not raised.
    /// The work goes on regardless.
    ///
    /// @throws HostFailure the work's own, or if the caller's signal or patience ends first
    public static <T> T on(CompletableFuture<T> work, String host, CommandRequest request, CancelSignal cancel) {
        CompletableFuture<T> mine = work.copy();
        try (var _ = cancel.onRaise(() -> mine.cancel(false))) {
            return mine.get(request.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (CancellationException raised) {
            throw new HostFailure.CommandCancelled(request.summary());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new HostFailure.CommandCancelled(request.summary());
        } catch (TimeoutException late) {
            throw new HostFailure.Unreachable("%s did not answer within %s".formatted(host, request.timeout()), late);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof HostFailure failure
                    ? failure
                    : new HostFailure.Unreachable("%s cannot be reached: %s".formatted(host, e.getCause()), e);
        }
    }
}
