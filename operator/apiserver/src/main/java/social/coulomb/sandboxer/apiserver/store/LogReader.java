package social.coulomb.sandboxer.apiserver.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/// Reads a store's files without changing them.
final class LogReader {

    private static final String SELECT = "SELECT revision, time, type, api_group, resource, namespace, name, previous,"
            + " checksum, json FROM revision ORDER BY revision";

    private final StoreFiles files;
    private final Path log;
    private final HistoryBounds bounds;
    /// Thousands of keys share a handful of groups, resources and namespaces.
    private final Map<String, String> sharedTexts = new HashMap<>();

    LogReader(StoreFiles files, HistoryBounds bounds) {
        this.files = files;
        this.log = files.log();
        this.bounds = bounds;
    }

    /// Reads the whole log. Where neither log nor high-water mark exist, an empty log is made first.
    LogReplay.Result read() throws StoreDamaged, StoreTooNew {
        try {
            if (Files.notExists(files.highWater()) && missingOrUnfinished()) {
                SqliteRevisionLog.create(log);
            }
            if (Files.notExists(log)) {
                var replay = new LogReplay(log, Horizon.fresh(), bounds);
                replay.report(log + " is missing");
                return finish(replay, false);
            }
            try (Connection connection = SqliteConnection.reading(log)) {
                return readLog(connection);
            }
        } catch (SQLException unreadable) {
            throw new StoreDamaged(log, unreadable);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + files.directory(), unreadable);
        }
    }

    /// Tables and version are made in one transaction, so a log without tables never held anything. Changes
    /// waiting beside a log that is gone are the remains of one, and must not get into a new one.
    private boolean missingOrUnfinished() throws SQLException {
        if (StoreFiles.sizeOf(log) == 0) {
            return StoreFiles.sizeOf(files.writeAhead()) == 0;
        }
        try (Connection connection = SqliteConnection.reading(log)) {
            return SqliteConnection.number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        }
    }

    private LogReplay.Result readLog(Connection connection) throws SQLException, StoreTooNew, IOException {
        long version = SqliteConnection.number(connection, "PRAGMA user_version");
        if (version > SqliteConnection.FORMAT_VERSION) {
            throw new StoreTooNew(log, (int) version, SqliteConnection.FORMAT_VERSION);
        }
        LogReplay replay = startReplay(connection);
        if (version != SqliteConnection.FORMAT_VERSION) {
            replay.report(log + ": its format version is " + version + ", which never existed");
        }
        checkPages(connection, replay);
        boolean empty = readRows(connection, replay);
        return finish(replay, empty);
    }

    private LogReplay startReplay(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT compacted, kept_rows, checksum FROM horizon")) {
            if (found.next()) {
                var horizon = new Horizon(found.getLong(1), found.getLong(2));
                if (found.getLong(3) == horizon.checksum()) {
                    return new LogReplay(log, horizon, bounds);
                }
            }
            return startDamagedReplay("the row of the table horizon is missing or fails its checksum");
        } catch (SQLException unreadable) {
            return startDamagedReplay("the table horizon is unreadable: " + unreadable.getMessage());
        }
    }

    private LogReplay startDamagedReplay(String problem) {
        var replay = new LogReplay(log, Horizon.fresh(), bounds);
        replay.report(log + ": " + problem);
        return replay;
    }

    /// Finds damage outside the rows, such as in the list of free pages, which would spoil good pages later.
    private void checkPages(Connection connection, LogReplay replay) {
        try (Statement statement = connection.createStatement();
                ResultSet verdict = statement.executeQuery("PRAGMA quick_check(1)")) {
            if (verdict.next() && !"ok".equals(verdict.getString(1))) {
                replay.report(log + ": " + verdict.getString(1));
            }
        } catch (SQLException unreadable) {
            replay.report(log + ": " + unreadable.getMessage());
        }
    }

    /// Returns whether the log has no rows.
    private boolean readRows(Connection connection, LogReplay replay) {
        long last = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SELECT)) {
            while (rows.next()) {
                last = rows.getLong(1);
                readRow(rows, replay);
            }
        } catch (SQLException unreadable) {
            replay.report(log + ": unreadable after revision " + last + ": " + unreadable.getMessage());
        }
        return last == 0;
    }

    private void readRow(ResultSet rows, LogReplay replay) throws SQLException {
        long revision = rows.getLong(1);
        byte[] json = rows.getBytes(10);
        try {
            int code = rows.getInt(3);
            var key = new ObjectKey(shared(rows, 4), shared(rows, 5), shared(rows, 6), text(rows, 7));
            var row = new RevisionRow(
                    revision,
                    rows.getLong(2),
                    RowTypes.type(code),
                    key,
                    rows.getLong(8),
                    json == null ? new byte[0] : json);
            if (RowChecksum.of(row, code) == rows.getLong(9)) {
                replay.accept(row);
                return;
            }
        } catch (IllegalArgumentException impossibleValue) {
            // Only damage leaves such a value; it is reported like any other.
        }
        replay.report(log + ": the row of revision " + revision + " fails its checksum");
    }

    /// Holds the log against the high-water mark. Only an empty log may be without one: a fresh store's log is
    /// made first.
    private LogReplay.Result finish(LogReplay replay, boolean empty) throws IOException {
        try {
            OptionalLong mark = HighWaterMark.read(files.highWater());
            if (mark.isEmpty()) {
                replay.report(files.highWater() + " fails its checksums, so nothing proves that " + log + " is whole");
            }
            return replay.finish(mark.orElse(0));
        } catch (NoSuchFileException missing) {
            if (!empty) {
                replay.report(files.highWater() + " is missing, so nothing proves that " + log + " is whole");
            }
            return replay.finish(0);
        }
    }

    private String shared(ResultSet rows, int column) throws SQLException {
        String text = text(rows, column);
        String known = sharedTexts.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        return Objects.requireNonNullElse(rows.getString(column), "");
    }
}
