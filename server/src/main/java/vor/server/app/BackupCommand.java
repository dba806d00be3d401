package vor.server.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vor.server.backup.BackupException;
import vor.server.backup.Manifest;
import vor.server.backup.Restore;

@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Writes all that Vor would need on another machine into one zip file: the inventory with its history, accounts,"
                + " configuration. Whether Vor runs or not; nothing waits for it longer than the copy of the inventory takes.",
        footer = {"", "It holds the hashes of passwords: keep it as you keep these. Take it in again with: vor restore FILE"})
final class BackupCommand implements Callable<Integer> {
    @Spec
    @Nullable CommandSpec spec;

    @Mixin
    Main.ConfigOption config = new Main.ConfigOption();

    @Mixin
    Main.ServerOption server = new Main.ServerOption();

    @Parameters(
            paramLabel = "FILE",
            description = "The zip file to write, or a folder: there it gets a name with its time. It appears when it is whole, and was read again.")
    String file = "";

    @Option(names = "--force", description = "Write over a file that is there.")
    boolean force;

    @Option(names = "--keep", paramLabel = "N", description = "Of the backups in the folder keep the newest N, this one among them, and remove the others.")
    int keep;

    @Override
    public Integer call() {
        return Configured.with(config.file, c -> {
            Path to = Path.of(file).toAbsolutePath();
            boolean folder = Files.isDirectory(to);
            if (!folder && keep != 0) {
                throw new IOException("--keep goes with a folder, and " + to + " is none");
            }
            if (keep < 0) {
                throw new IOException("--keep is a number of backups, 1 or more");
            }
            if (!folder && Files.exists(to) && !force) {
                throw new IOException(to + " is there already; name another file, or say --force");
            }
            Path part = Files.createTempFile(
                    folder ? to : to.getParent(), ".vor-backup", ".part", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (ApiClient api = ApiClient.of(c, server)) {
                HttpResponse<Path> answer = api.download("backup", part);
                if (answer.statusCode() != 200) {
                    throw new IOException("the backup was refused: " + ApiClient.refusal(answer.statusCode(), Files.readString(part)));
                }
                Manifest manifest = whole(part);
                int done = keep(part, folder ? to.resolve(Kept.name(manifest.made())) : to, manifest);
                if (keep > 0) {
                    Kept.prune(to, keep);
                }
                return done;
            } finally {
                Files.deleteIfExists(part);
            }
        });
    }

    /** Only a file that can be restored is a backup. */
    private static Manifest whole(Path part) throws IOException {
        try {
            return Restore.look(part);
        } catch (BackupException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private int keep(Path part, Path to, Manifest manifest) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        PrintWriter out = Streams.out(spec);
        out.printf(Locale.ROOT, "Wrote %s: %d devices, %d edits%s, %,d kB%n", to, manifest.devices(), manifest.edits(),
                manifest.files().containsKey("access.db") ? ", accounts" : "", (Files.size(to) + 999) / 1000);
        out.flush();
        return 0;
    }
}
