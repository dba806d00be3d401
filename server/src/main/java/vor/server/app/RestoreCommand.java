package vor.server.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
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
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Takes a backup in: the inventory with its history into the database of the configuration, the accounts into its"
                + " data folder. All or nothing. Vor must not run meanwhile.",
        footer = {"", "The configuration of that time is in the file too:  unzip -p FILE vor.yaml"})
final class RestoreCommand implements Callable<Integer> {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    @Spec
    @Nullable CommandSpec spec;

    @Mixin
    Main.ConfigOption config = new Main.ConfigOption();

    @Parameters(paramLabel = "FILE", description = "What vor backup has written.")
    String file = "";

    @Option(names = "--replace", description = "What is there already goes; without this it is refused.")
    boolean replace;

    @Option(names = "--dry-run", description = "Only tell whether the file is whole, and what is in it.")
    boolean dry;

    @Override
    public Integer call() {
        return Configured.with(config.file, c -> {
            PrintWriter out = Streams.out(spec);
            try {
                if (dry) {
                    out.println("Whole: " + words(Restore.look(Path.of(file)), c));
                } else {
                    Restore.Restored done = Restore.take(Path.of(file), c.data(), c.database().resolved(System.getenv()), replace);
                    out.println("Restored: " + words(done.manifest(), c));
                }
            } catch (BackupException e) {
                throw new IOException(e.getMessage(), e);
            }
            out.flush();
            return 0;
        });
    }

    private static String words(Manifest manifest, Config config) {
        String made = WHEN.format(manifest.made().atZone(config.site().zone()));
        return manifest.devices() + " devices, " + manifest.edits() + " edits"
                + (manifest.files().containsKey("access.db") ? ", accounts" : "")
                + ", as \"" + manifest.site() + "\" was on " + made;
    }
}
