package social.coulomb.sandboxer.apiserver.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The revision log in a SQLite database, in write-ahead mode with a synchronised write at each commit.
final class SqliteRevisionLog implements RevisionLog {

    private static final String CREATE_REVISION = """
            CREATE TABLE revision (
              revision INTEGER PRIMARY KEY,
              time INTEGER NOT NULL,
              type INTEGER NOT NULL,
              api_group TEXT NOT NULL,
              resource TEXT NOT NULL,
              namespace TEXT NOT NULL,
              name TEXT NOT NULL,
              previous INTEGER NOT NULL,
              checksum INTEGER NOT NULL,
              json BLOB NOT NULL
            ) STRICT""";
    private static final String CREATE_HORIZON = """
            CREATE TABLE horizon (
              id INTEGER PRIMARY KEY CHECK (id = 1),
              compacted INTEGER NOT NULL,
              kept_rows INTEGER NOT NULL,
              checksum INTEGER NOT NULL
            ) STRICT""";
    private static final String BEGIN = "BEGIN IMMEDIATE";
    private static final String COMMIT = "COMMIT";
    private static final String ROLLBACK = "ROLLBACK";
    private static final String INSERT = "INSERT INTO revision (revision, time, type, api_group, resource, namespace,"
            + " name, previous, checksum, json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Path file;
    private final Connection connection;
    private final PreparedStatement insert;
    private Horizon horizon;
    private long newest;

    private SqliteRevisionLog(Path file, Connection connection, Horizon horizon, long newest) throws SQLException {
        this.file = file;
        this.connection = connection;
        this.horizon = horizon;
        this.newest = newest;
        this.insert = connection.prepareStatement(INSERT);
    }

    /// Makes an empty log; a file that is left from an attempt cut short is taken over.
    static void create(Path file) throws SQLException {
        try {
            StoreFiles.createFile(file);
        } catch (IOException refused) {
            throw new UncheckedIOException("Cannot make " + file, refused);
        }
        try (Connection connection = SqliteConnection.writing(file, 0)) {
            SqliteConnection.execute(connection, BEGIN);
            SqliteConnection.execute(connection, CREATE_REVISION);
            SqliteConnection.execute(connection, CREATE_HORIZON);
            writeHorizon(connection, Horizon.fresh());
            SqliteConnection.execute(connection, "PRAGMA user_version = " + SqliteConnection.FORMAT_VERSION);
            SqliteConnection.execute(connection, COMMIT);
        }
    }

    /// Opens an existing log for writing.
    static SqliteRevisionLog open(Path file, Horizon horizon, long newest, long maximumBytes) throws SQLException {
        return new SqliteRevisionLog(file, SqliteConnection.writing(file, maximumBytes), horizon, newest);
    }

    @Override
    public void append(List<RevisionRow> rows) throws LogFailure {
        try {
            SqliteConnection.execute(connection, BEGIN);
            for (RevisionRow row : rows) {
                bind(row);
                insert.executeUpdate();
            }
            SqliteConnection.execute(connection, COMMIT);
            newest = rows.getLast().revision();
        } catch (SQLException failure) {
            throw undo(failure);
        }
    }

    @Override
    public void compact(Compaction compaction) throws LogFailure {
        Horizon next = compaction.advance(horizon);
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM revision WHERE revision = ?")) {
            SqliteConnection.execute(connection, BEGIN);
            for (long revision : compaction.superseded()) {
                delete.setLong(1, revision);
                delete.executeUpdate();
            }
            writeHorizon(connection, next);
            SqliteConnection.execute(connection, COMMIT);
            horizon = next;
        } catch (SQLException failure) {
            throw undo(failure);
        }
    }

    @Override
    public void close() {
        try {
            insert.close();
            connection.close();
        } catch (SQLException late) {
            throw new IllegalStateException("Cannot close " + file, late);
        }
    }

    private void bind(RevisionRow row) throws SQLException {
        int type = RowTypes.code(row.type());
        int column = 0;
        insert.setLong(++column, row.revision());
        insert.setLong(++column, row.time());
        insert.setInt(++column, type);
        insert.setString(++column, row.key().group());
        insert.setString(++column, row.key().resource());
        insert.setString(++column, row.key().namespace());
        insert.setString(++column, row.key().name());
        insert.setLong(++column, row.previous());
        insert.setLong(++column, RowChecksum.of(row, type));
        insert.setBytes(++column, row.json());
    }

    private static void writeHorizon(Connection connection, Horizon horizon) throws SQLException {
        try (PreparedStatement write =
                connection.prepareStatement("INSERT OR REPLACE INTO horizon VALUES (1, ?, ?, ?)")) {
            write.setLong(1, horizon.compacted());
            write.setLong(2, horizon.keptRows());
            write.setLong(3, horizon.checksum());
            write.executeUpdate();
        }
    }

    /// Only a lack of room, with the log proven unchanged, is harmless. After any other failure what a later
    /// synchronisation reports cannot be believed.
    private LogFailure undo(SQLException failure) {
        boolean full =
                failure instanceof SQLiteException sqlite && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_FULL;
        try {
            SqliteConnection.execute(connection, ROLLBACK);
        } catch (SQLException alreadyUndone) {
            // SQLite has undone it by itself then; what matters is asked below.
            failure.addSuppressed(alreadyUndone);
        }
        LogFailure.Consequence consequence =
                full && unchanged() ? LogFailure.Consequence.NOTHING_WRITTEN : LogFailure.Consequence.UNKNOWN;
        return new LogFailure(file + ": " + failure.getMessage(), consequence, failure);
    }

    /// Also proves that no transaction is left open: beginning one would fail.
    private boolean unchanged() {
        try {
            SqliteConnection.execute(connection, BEGIN);
            long last = SqliteConnection.number(connection, "SELECT max(revision) FROM revision");
            SqliteConnection.execute(connection, ROLLBACK);
            return Math.max(last, horizon.compacted()) == newest;
        } catch (SQLException unreadable) {
            return false;
        }
    }
}
