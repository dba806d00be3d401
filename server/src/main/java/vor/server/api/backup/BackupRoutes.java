package vor.server.api.backup;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import vor.server.api.Problem;
import vor.server.backup.BackupException;
import vor.server.backup.Backups;
import vor.server.backup.Manifest;

/** {@code GET /backup}: a zip file that is made for whoever asks, and counts as taken when its last byte has gone. */
public final class BackupRoutes implements HttpService {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Backups backups;

    public BackupRoutes(Backups backups) {
        this.backups = backups;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/backup", this::get);
    }

    private void get(ServerRequest request, ServerResponse response) {
        try {
            backups.make((file, manifest) -> send(response, file, manifest));
        } catch (BackupException e) {
            throw Problem.of("busy", "No backup was made", 503, String.valueOf(e.getMessage())).exception();
        }
    }

    private static void send(ServerResponse response, Path file, Manifest manifest) throws IOException {
        response.header(HeaderNames.CONTENT_TYPE, "application/zip");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.header(HeaderNames.CONTENT_LENGTH, Long.toString(Files.size(file)));
        response.header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + name(manifest) + "\"");
        try (OutputStream out = response.outputStream()) {
            Files.copy(file, out);
        }
    }

    private static String name(Manifest manifest) {
        return "vor-backup-" + STAMP.format(manifest.made()) + ".zip";
    }
}
