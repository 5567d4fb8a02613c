package social.coulomb.sandboxer.apiserver.watch;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.apiserver.objects.WatchEvent;
import social.coulomb.sandboxer.apiserver.objects.WatchSource;

/// One client's watch, from its first message to its end.
public final class Watch implements AutoCloseable {

    private final WatchSource source;
    private final EventText text;
    private final WatchTimes times;

    public Watch(WatchSource source, EventShape shape, WatchTimes times) {
        this.source = source;
        this.text = new EventText(shape);
        this.times = times;
    }

    /// Sends messages until the watch's time is over, its source ends, or the client is gone. Blocks; for one thread,
    /// once. Closes the source.
    ///
    /// @throws IOException when the client is gone or reads too slowly
    public void run(WatchSink sink) throws IOException, InterruptedException {
        try (source) {
            var agenda = new WatchAgenda(times, System.nanoTime());
            while (!agenda.isOver(System.nanoTime())) {
                WatchEvent event = source.next(agenda.untilNext(System.nanoTime()));
                if (event == null && source.finished()) {
                    return;
                }
                long now = System.nanoTime();
                send(sink, event, agenda, now);
            }
        }
    }

    private void send(WatchSink sink, @Nullable WatchEvent event, WatchAgenda agenda, long now) throws IOException {
        if (event != null) {
            sink.send(text.write(event));
            agenda.spoken(now);
        } else if (agenda.isBookmarkDue(now)) {
            sink.send(text.write(source.bookmark()));
            agenda.bookmarked(now);
        } else if (agenda.isKeepAliveDue(now)) {
            sink.keepAlive();
            agenda.spoken(now);
        }
    }

    /// Ends the watch from outside; whoever runs it returns soon. Repeatable.
    @Override
    public void close() {
        source.close();
    }
}
