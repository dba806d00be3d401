package vor.server.inventory;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where an inventory is kept. */
public sealed interface Place {
    /** In the data folder, in a file of SQLite: {@value InventoryStore#FILE}. */
    record Folder() implements Place {}

    /**
     * On a PostgreSQL server, from version 14.
     *
     * @param options of the connection: {@code sslmode}, {@code sslrootcert}, {@code currentSchema}
     * @param password empty: none, or that of {@code ~/.pgpass}
     */
    record Server(String host, int port, String database, String user, Map<String, String> options, Optional<String> password)
            implements Place {
        /** Where PostgreSQL listens if nothing else was said. */
        public static final int PORT = 5432;

        private static final List<String> OPTIONS = List.of("sslmode", "sslrootcert", "currentSchema");
        /** What an address looks like, for people. */
        public static final String FORM = "postgresql://USER@HOST:PORT/DATABASE";

        public Server {
            options = Map.copyOf(options);
        }

        /**
         * Reads an address such as {@code postgresql://vor@db.example.org/vor?sslmode=verify-full}.
         *
         * @throws IllegalArgumentException what is wrong with it, in words for people; nothing of a password is repeated
         */
        public static Server of(String address) {
            URI uri = uri(address);
            if (!("postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme())) || uri.getHost() == null) {
                throw new IllegalArgumentException("expected " + FORM);
            }
            String user = Optional.ofNullable(uri.getUserInfo()).orElse("");
            if (user.contains(":")) {
                throw new IllegalArgumentException("a password does not stand in the address: write password: env:NAME or file:PATH beside it");
            }
            String database = Optional.ofNullable(uri.getPath()).orElse("").replaceFirst("^/", "");
            if (user.isEmpty() || database.isEmpty() || database.contains("/")) {
                throw new IllegalArgumentException("expected " + FORM + "; the " + (user.isEmpty() ? "user" : "database") + " is missing");
            }
            int port = uri.getPort() < 0 ? PORT : uri.getPort();
            String host = uri.getHost().replaceAll("^\\[(.*)]$", "$1");
            return new Server(host, port, database, user, options(Optional.ofNullable(uri.getQuery()).orElse("")), Optional.empty());
        }

        private static URI uri(String address) {
            try {
                return new URI(address.strip());
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("expected " + FORM, e);
            }
        }

        private static Map<String, String> options(String query) {
            Map<String, String> options = new LinkedHashMap<>();
            for (String option : query.isEmpty() ? List.<String>of() : List.of(query.split("&"))) {
                int equals = option.indexOf('=');
                String name = equals < 0 ? option : option.substring(0, equals);
                if (equals < 0 || !OPTIONS.contains(name)) {
                    throw new IllegalArgumentException("of the options there are " + String.join(", ", OPTIONS) + "; not "
                            + Text.quoted(name));
                }
                options.put(name, option.substring(equals + 1));
            }
            return options;
        }

        /** The same with this password. */
        public Server with(String password) {
            return new Server(host, port, database, user, options, Optional.of(password));
        }

        /** The address without the password. */
        @Override
        public String toString() {
            List<String> words = new ArrayList<>();
            options.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(o -> words.add(o.getKey() + "=" + o.getValue()));
            return "postgresql://" + user + "@" + (host.contains(":") ? "[" + host + "]" : host) + (port == PORT ? "" : ":" + port)
                    + "/" + database + (words.isEmpty() ? "" : "?" + String.join("&", words));
        }
    }
}
