package social.coulomb.sandboxer.apiserver.store;

import java.nio.file.Path;
import java.time.Clock;

/// How a store is opened.
///
/// @param directory holds the store's files and nothing else; made (0700) when missing
/// @param clock tells the age of changes for the history's bound
/// @param history how much of the past is kept
/// @param subscriberCapacity changes that may wait for one subscriber before it counts as too slow
/// @param maximumBytes size at which the log takes no more writes; zero for as much as the disk holds
public record StoreOptions(
        Path directory, Clock clock, HistoryBounds history, int subscriberCapacity, long maximumBytes) {

    private static final int DEFAULT_SUBSCRIBER_CAPACITY = 10_000;

    public StoreOptions {
        if (subscriberCapacity < 1 || maximumBytes < 0) {
            throw new IllegalArgumentException("A subscriber's capacity is at least 1, a maximum size at least 0");
        }
    }

    /// The usual settings for a directory.
    public static StoreOptions of(Path directory, Clock clock) {
        return new StoreOptions(directory, clock, HistoryBounds.standard(), DEFAULT_SUBSCRIBER_CAPACITY, 0);
    }

    /// The same with other bounds of history.
    public StoreOptions withHistory(HistoryBounds bounds) {
        return new StoreOptions(directory, clock, bounds, subscriberCapacity, maximumBytes);
    }

    /// The same with another patience for slow subscribers.
    public StoreOptions withSubscriberCapacity(int capacity) {
        return new StoreOptions(directory, clock, history, capacity, maximumBytes);
    }

    /// The same with a limit to the log's size.
    public StoreOptions withMaximumBytes(long bytes) {
        return new StoreOptions(directory, clock, history, subscriberCapacity, bytes);
    }
}
