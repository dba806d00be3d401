package vor.server.backup;

/** Why there is no backup, or why one was not taken in, in words for people; nothing was changed. */
public final class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
