package vor.server.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import vor.server.inventory.Place;

/**
 * Where the inventory is kept, and where the password for it is found.
 *
 * @param password a reference; empty: none, or that of {@code ~/.pgpass}
 * @param folder that relative files are relative to
 */
record DatabaseSettings(Place place, Optional<String> password, Path folder) {
    private static final String KEY = "database";
    private static final Key WHERE = Key.of(KEY, "What keeps the inventory: sqlite, a file in the data folder; or a PostgreSQL server, as an address or with its parts.")
            .otherwise("sqlite")
            .afterRestart();
    private static final Key URL = Key.of("url", "Address of the server, " + Place.Server.FORM + ", or sqlite.").whichMustBeThere().afterRestart();
    private static final Key PASSWORD =
            Key.of("password", "Reference to the password: " + Secrets.FORMS + ". Without it that of ~/.pgpass is taken, or none. Another password of the same server needs no restart.");

    /** Reads {@code database: sqlite}, {@code database: ADDRESS} or {@code database: {url: ADDRESS, password: REFERENCE}}. */
    static DatabaseSettings read(Settings top, Path folder) {
        return top.either(KEY, () -> word(top, folder), () -> section(top, folder));
    }

    private static DatabaseSettings word(Settings top, Path folder) {
        Optional<String> text = top.text(WHERE, Shape.pattern("^(sqlite|postgres(ql)?://[^:@/]+@.+/.+)$"));
        return new DatabaseSettings(text.map(t -> place(top, KEY, t)).orElse(new Place.Folder()), Optional.empty(), folder);
    }

    private static DatabaseSettings section(Settings top, Path folder) {
        Settings section = top.confidential(WHERE);
        Optional<String> url = section.text(URL, Shape.pattern("^(sqlite|postgres(ql)?://[^:@/]+@.+/.+)$"));
        Place place = url.map(text -> place(section, "url", text)).orElse(new Place.Folder());
        Optional<String> password = section.text(PASSWORD, Shape.reference());
        if (url.isEmpty()) {
            top.fault(KEY, "expected sqlite, or {url: " + Place.Server.FORM + ", password: REFERENCE}, which is " + Secrets.FORMS);
        }
        if (password.filter(p -> !Secrets.isReference(p)).isPresent()) {
            section.fault("password", "expected a reference, " + Secrets.FORMS + ": secrets do not stand in this file");
        }
        return new DatabaseSettings(place, password, folder);
    }

    private static Place place(Settings section, String key, String text) {
        if (text.equals("sqlite")) {
            return new Place.Folder();
        }
        try {
            return Place.Server.of(text);
        } catch (IllegalArgumentException e) {
            section.fault(key, String.valueOf(e.getMessage()));
            return new Place.Folder();
        }
    }

    /**
     * With its password.
     *
     * @throws IOException when there is none where it should be, in words for people
     */
    Place resolved(Map<String, String> environment) throws IOException {
        return switch (place) {
            case Place.Folder f -> f;
            case Place.Server server ->
                password.isEmpty() ? server : server.with(new Secrets(environment, folder).text(password.get()));
        };
    }
}
