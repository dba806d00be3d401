package vor.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Backups in a folder, each named by its time; files of other names are nobody's business here. */
final class Kept {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Kept() {}

    static String name(Instant made) {
        return "vor-backup-" + STAMP.format(made) + ".zip";
    }

    /** Removes all but the newest. */
    static void prune(Path folder, int keep) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> old = files.filter(f -> f.getFileName().toString().matches("vor-backup-[0-9]{8}T[0-9]{6}Z\\.zip"))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .skip(keep)
                    .toList();
            for (Path file : old) {
                Files.deleteIfExists(file);
            }
        }
    }
}
