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

    /** Reads {@code database: sqlite}, {@code database: ADDRESS} or {@code database: {url: ADDRESS, password: REFERENCE}}. */
    static DatabaseSettings read(Settings top, Path folder) {
        if (!top.isSection(KEY)) {
            return new DatabaseSettings(top.text(KEY).map(text -> place(top, KEY, text)).orElse(new Place.Folder()), Optional.empty(), folder);
        }
        Settings section = top.confidential(KEY);
        Optional<String> url = section.text("url");
        Place place = url.map(text -> place(section, "url", text)).orElse(new Place.Folder());
        Optional<String> password = section.text("password");
        if (url.isEmpty()) {
            top.fault(KEY, "expected sqlite, or {url: " + Place.Server.FORM + ", password: env:NAME or file:PATH}");
        }
        if (password.filter(p -> !Secrets.isReference(p) || p.startsWith("vault:")).isPresent()) {
            section.fault("password", "expected a reference, env:NAME or file:PATH: secrets do not stand in this file");
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
                password.isEmpty() ? server : server.with(Secrets.text("the password of the database", password.get(), environment, folder));
        };
    }
}
