package vor.server.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.wire.snmp.Secret;

/**
 * Finds secrets by reference: in the environment, in a file, in HashiCorp Vault's key-value store (version 2, at
 * {@code VAULT_ADDR} with {@code VAULT_TOKEN}). What went wrong is said without the secret. Blocks on Vault, for some
 * seconds at most. A command that needs no secret only looks whether it could be there, and reads none.
 */
final class Secrets {
    static final String FORMS = "env:NAME, file:PATH or vault:MOUNT/PATH#FIELD";

    private static final Pattern REFERENCE = Pattern.compile("(env|file|vault):(.+)");
    private static final Pattern VAULT = Pattern.compile("([^/#]+)/([^#]+)#(.+)");
    private static final String NO_FILE = "there is no file ";
    private static final String NOT_READABLE = " cannot be read by this user";
    private static final int LARGEST = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, String> environment;
    private final Path folder;

    /** What was looked at, by file, as a digest; empty for a file that could not be read. */
    private final Map<Path, String> seen = new ConcurrentHashMap<>();

    /** @param folder that relative files are relative to */
    Secrets(Map<String, String> environment, Path folder) {
        this.environment = environment;
        this.folder = folder;
    }

    /** Relative files are relative to where this one is. */
    static Secrets beside(Path file, Map<String, String> environment) {
        Path absolute = file.toAbsolutePath().normalize();
        return new Secrets(environment, Optional.ofNullable(absolute.getParent()).orElse(absolute));
    }

    /** @param trouble why there is none; empty when there is, or when nobody wanted to have it */
    record Found(Optional<Secret> secret, String trouble) {
        static Found none(String trouble) {
            return new Found(Optional.empty(), trouble);
        }
    }

    /** A secret in the clear, for this class alone and those who hand it straight on. */
    private record Text(Optional<String> text, String trouble) {
        static Text of(String text) {
            return new Text(Optional.of(text), "");
        }

        static Text none(String trouble) {
            return new Text(Optional.empty(), trouble);
        }
    }

    /**
     * A token for our own API, which only the client of it may read.
     *
     * @param reference relative to where the command runs
     */
    static Optional<String> token(String reference, Map<String, String> environment) {
        Text found = new Secrets(environment, Path.of("").toAbsolutePath()).read(reference);
        return found.text().map(String::strip).filter(t -> t.matches("[!-~]{1,200}"));
    }

    /**
     * A password or passphrase in the clear, for a driver that takes no other.
     *
     * @throws IOException when there is none, in words for people
     */
    String text(String reference) throws IOException {
        Text found = read(reference);
        return found.text().filter(t -> !t.isEmpty()).orElseThrow(() -> new IOException(found.trouble().isEmpty() ? reference + " is empty" : found.trouble()));
    }

    /** The files that secrets were looked for in, with a digest of what was there; empty where nothing could be read. */
    Map<Path, String> files() {
        return Map.copyOf(seen);
    }

    /** Has the file of a reference among {@link #files}, without a look at the secret. */
    void watch(String reference) {
        Matcher m = REFERENCE.matcher(reference);
        if (m.matches() && m.group(1).equals("file")) {
            file(m.group(2)).ifPresent(f -> seen.put(f, Fingerprint.of(f)));
        }
    }

    static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }

    Found find(String reference) {
        Text found = read(reference);
        if (found.text().isEmpty()) {
            return Found.none(found.trouble());
        }
        return found.text().get().isEmpty() ? Found.none(reference + " is empty") : new Found(found.text().map(Secret::of), "");
    }

    private Text read(String reference) {
        Matcher m = REFERENCE.matcher(reference);
        if (!m.matches()) {
            return Text.none("it is no reference such as " + FORMS);
        }
        return switch (m.group(1)) {
            case "env" -> inEnvironment(m.group(2));
            case "file" -> inFile(m.group(2));
            default -> inVault(m.group(2));
        };
    }

    /** Whether the reference leads somewhere, as far as can be told without reading what is there; Vault is not asked. */
    Found look(String reference) {
        Matcher m = REFERENCE.matcher(reference);
        if (!m.matches()) {
            return Found.none("it is no reference such as " + FORMS);
        }
        return Found.none(
                switch (m.group(1)) {
                    case "env" -> environment.containsKey(m.group(2)) ? "" : noVariable(m.group(2));
                    case "file" -> file(m.group(2)).map(Secrets::trouble).orElse("file: has a name that cannot be");
                    default -> VAULT.matcher(m.group(2)).matches() ? "" : noPath(m.group(2));
                });
    }

    private static String trouble(Path file) {
        return Files.isReadable(file) ? "" : Files.exists(file) ? file + NOT_READABLE : NO_FILE + file;
    }

    private Optional<Path> file(String name) {
        try {
            return Optional.of(folder.resolve(name));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String noVariable(String name) {
        return "the environment has no variable " + name;
    }

    private static String noPath(String where) {
        return "vault:" + where + " is not of the form vault:MOUNT/PATH#FIELD";
    }

    private Text inEnvironment(String name) {
        String value = environment.get(name);
        return value == null
                ? Text.none(noVariable(name))
                : Text.of(value);
    }

    private Text inFile(String name) {
        return file(name).map(this::readFile).orElse(Text.none("file: has a name that cannot be"));
    }

    private Text readFile(Path file) {
        seen.put(file, Fingerprint.of(file));
        try {
            if (Files.size(file) > LARGEST) {
                return Text.none(file + " is too large for a secret");
            }
            byte[] bytes = Files.readAllBytes(file);
            seen.put(file, Fingerprint.of(bytes));
            return Text.of(decoded(bytes).replaceAll("[\r\n]+$", ""));
        } catch (NoSuchFileException e) {
            return Text.none(NO_FILE + file);
        } catch (CharacterCodingException e) {
            return Text.none(file + " is not text in UTF-8");
        } catch (IOException e) {
            return Text.none(file + NOT_READABLE);
        }
    }

    private static String decoded(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    private Text inVault(String where) {
        Matcher m = VAULT.matcher(where);
        String address = environment.getOrDefault("VAULT_ADDR", "");
        String token = environment.getOrDefault("VAULT_TOKEN", "").strip();
        if (!m.matches()) {
            return Text.none(noPath(where));
        }
        if (address.isEmpty() || token.isEmpty()) {
            return Text.none("vault:" + where + " needs VAULT_ADDR and VAULT_TOKEN in the environment");
        }
        if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return Text.none("VAULT_TOKEN is no token: it has spaces, line ends or other characters in it");
        }
        try {
            return ask(URI.create(address.replaceAll("/+$", "") + "/v1/" + m.group(1) + "/data/" + m.group(2)), token, m.group(3), where);
        } catch (IllegalArgumentException e) {
            return Text.none("VAULT_ADDR is not an address such as https://vault:8200");
        }
    }

    private static Text ask(URI uri, String token, String field, String where) {
        try (HttpClient client = Authorities.client().connectTimeout(PATIENCE).build()) {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).header("X-Vault-Token", token).build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                return Text.none("Vault answers " + response.statusCode() + " to vault:" + where + meaning(response.statusCode()));
            }
            JsonNode value = new JsonMapper().readTree(response.body()).path("data").path("data").path(field);
            return value.isString()
                    ? Text.of(value.stringValue())
                    : Text.none("Vault has no field " + field + " at vault:" + where);
        } catch (IOException | JacksonException e) {
            return Text.none("Vault at " + uri.getHost() + " does not answer as Vault does");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Text.none("stopped while Vault was asked");
        }
    }

    private static String meaning(int status) {
        return switch (status) {
            case 403 -> ": the token may not read it";
            case 404 -> ": there is nothing (is this a key-value store of version 2?)";
            default -> "";
        };
    }
}
