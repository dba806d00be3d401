package vor.server.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Tells whether files are still as they were: by content alone, since an editor may keep size and time. */
final class Fingerprint {
    private static final int LARGEST = ConfigReader.LARGEST_FILE;

    private Fingerprint() {}

    static String of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Empty for what cannot be read, or is no file of a size to be read. */
    static String of(Path file) {
        try {
            return Files.size(file) > LARGEST ? "" : of(Files.readAllBytes(file));
        } catch (IOException e) {
            return "";
        }
    }

    /** Of several together, each given by its own. */
    static String of(Map<Path, String> files) {
        return of(new TreeMap<>(files).toString().getBytes(StandardCharsets.UTF_8));
    }
}
