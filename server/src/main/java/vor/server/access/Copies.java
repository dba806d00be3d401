package vor.server.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Copies of the accounts for backups. By files, so that it does not matter whether a Vor has them open. */
public final class Copies {
    private Copies() {}

    /** Whether a data folder holds accounts. */
    public static boolean isThere(Path dataDir) {
        return Files.exists(dataDir.resolve(Access.FILE));
    }

    /**
     * Copies the accounts of a data folder as they are at one moment, without the sessions; nothing where there are none.
     *
     * @param to which is not there yet; nobody but this user may read it
     */
    public static void copy(Path dataDir, Path to) throws IOException {
        if (!isThere(dataDir)) {
            return;
        }
        Files.createFile(to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Connection connection = DriverManager.getConnection(url(dataDir.resolve(Access.FILE)));
                PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
            copy.setString(1, to.toString());
            copy.execute();
            withoutSessions(to);
        } catch (SQLException e) {
            throw new IOException("the accounts cannot be copied: " + e.getMessage(), e);
        }
    }

    private static String url(Path file) {
        return "jdbc:sqlite:" + file.toAbsolutePath();
    }

    /** Whoever has the backup must not find a session that still opens. */
    private static void withoutSessions(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(file));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM session");
            statement.execute("VACUUM");
        }
    }

    /**
     * Puts a copy in the place of the accounts of a data folder; no Vor runs there.
     *
     * @throws IOException when it holds no accounts, or cannot be put there; then all is as before
     */
    public static void put(Path copy, Path dataDir) throws IOException {
        try (Connection connection = DriverManager.getConnection(url(copy));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM session");
        } catch (SQLException e) {
            throw new IOException("the accounts in the backup cannot be read: " + e.getMessage(), e);
        }
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
        Path file = dataDir.resolve(Access.FILE);
        Files.deleteIfExists(dataDir.resolve(Access.FILE + "-wal"));
        Files.deleteIfExists(dataDir.resolve(Access.FILE + "-shm"));
        Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
