package vor.server.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vor.server.inventory.InventoryException;
import vor.server.inventory.Mover;
import vor.server.inventory.Place;

@Command(name = "db", mixinStandardHelpOptions = true, description = "The database of the inventory: where it is, and how it moves.")
final class DbCommand implements Callable<Integer> {
    @Spec
    @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return 2;
    }

    @Command(name = "where", mixinStandardHelpOptions = true, description = "Says where the configuration keeps it.")
    int where(@Mixin Main.ConfigOption config) {
        return Configured.with(config.file, c -> {
            PrintWriter out = Streams.out(spec);
            out.println(Mover.where(c.data(), c.database().place()));
            out.flush();
            return 0;
        });
    }

    @Command(
            name = "move",
            mixinStandardHelpOptions = true,
            description = {
                "Copies the inventory with its whole history from the database of the configuration to another, compares both, and"
                        + " tells the line to write into the configuration. All or nothing; what it was copied from stays as it is.",
                "Vor must not run meanwhile."
            },
            footer = {
                "",
                "vor db move postgresql://vor@db.example.org/vor --password env:VOR_DB",
                "vor db move sqlite"
            })
    int move(
            @Mixin Main.ConfigOption config,
            @Parameters(paramLabel = "TO", description = "sqlite (the file in the data folder), or " + Place.Server.FORM + ".") String to,
            @Option(names = "--password", paramLabel = "REF", description = "Where the password of TO is: " + Secrets.FORMS + ".")
                    @Nullable String password,
            @Option(names = "--replace", description = "What is in TO already goes; without this it is refused.") boolean replace) {
        return Configured.with(config.file, c -> {
            Place from = c.database().resolved(System.getenv());
            Place place = place(to, Optional.ofNullable(password));
            Mover.Moved moved = moved(c.data(), from, place, replace);
            PrintWriter out = Streams.out(spec);
            out.println("Copied " + moved.devices() + " devices, " + moved.edits() + " edits and all else from "
                    + Mover.where(c.data(), from) + " to " + Mover.where(c.data(), place) + ", and compared them: they are the same.");
            out.println("Now write this line into " + config.file + ":");
            out.println("database: " + line(place, Optional.ofNullable(password)));
            out.flush();
            return 0;
        });
    }

    private static Mover.Moved moved(Path data, Place from, Place to, boolean replace) throws IOException {
        try {
            return Mover.move(data, from, to, replace);
        } catch (InventoryException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Place place(String to, Optional<String> password) throws IOException {
        if (to.equals("sqlite")) {
            return new Place.Folder();
        }
        try {
            Place.Server server = Place.Server.of(to);
            return password.isEmpty() ? server : server.with(new Secrets(System.getenv(), Path.of("").toAbsolutePath()).text(password.get()));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String line(Place to, Optional<String> password) {
        return switch (to) {
            case Place.Folder() -> "sqlite";
            case Place.Server server ->
                password.map(p -> "{url: \"" + server + "\", password: \"" + p + "\"}").orElse("\"" + server + "\"");
        };
    }
}
