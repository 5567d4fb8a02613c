package social.coulomb.sandboxer.apiserver.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.SQLiteConfig;

/// Opens connections to the log's database with the settings that its durability rests on.
final class SqliteConnection {

    /// The version of the tables, as the database's `user_version`.
    static final int FORMAT_VERSION = 1;

    private static final Duration PATIENCE_WITH_OTHER_READERS = Duration.ofSeconds(5);

    private SqliteConnection() {}

    /// A connection that changes no file, so that what a damaged store still holds stays as it was found.
    static Connection reading(Path database) throws SQLException {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        return connect(config, database);
    }

    /// A connection whose commits are durable when they return. Transactions are begun and ended by statement.
    ///
    /// @param maximumBytes size that the database may reach, zero for any
    static Connection writing(Path database, long maximumBytes) throws SQLException {
        Connection connection = connect(new SQLiteConfig(), database);
        try {
            execute(connection, "PRAGMA journal_mode = WAL");
            execute(connection, "PRAGMA synchronous = FULL");
            execute(connection, "PRAGMA journal_size_limit = 16777216");
            if (maximumBytes > 0) {
                long pages = maximumBytes / number(connection, "PRAGMA page_size");
                execute(connection, "PRAGMA max_page_count = " + Math.max(pages, 1));
            }
            return connection;
        } catch (SQLException refused) {
            connection.close();
            throw refused;
        }
    }

    /// The single number that a query yields.
    static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static Connection connect(SQLiteConfig config, Path database) throws SQLException {
        config.setBusyTimeout((int) PATIENCE_WITH_OTHER_READERS.toMillis());
        return config.createConnection("jdbc:sqlite:" + database.toAbsolutePath());
    }
}
