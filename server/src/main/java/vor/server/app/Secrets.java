package vor.server.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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

    /** @param folder that relative files are relative to */
    Secrets(Map<String, String> environment, Path folder) {
        this.environment = environment;
        this.folder = folder;
    }

    /** @param trouble why there is none; empty when there is, or when nobody wanted to have it */
    record Found(Optional<Secret> secret, String trouble) {
        static Found none(String trouble) {
            return new Found(Optional.empty(), trouble);
        }
    }

    /**
     * A token for our own API, which only the client of it may read.
     *
     * @param reference env:NAME or file:PATH, relative to where the command runs
     */
    static Optional<String> token(String reference, Map<String, String> environment) throws IOException {
        Matcher m = REFERENCE.matcher(reference);
        if (!m.matches() || m.group(1).equals("vault")) {
            return Optional.empty();
        }
        Optional<String> text = m.group(1).equals("env")
                ? Optional.ofNullable(environment.get(m.group(2)))
                : Optional.of(Files.readString(Path.of(m.group(2)), StandardCharsets.UTF_8));
        return text.map(String::strip).filter(t -> t.matches("[!-~]{1,200}"));
    }

    /**
     * A secret that only who sends it on may read: the password of a database server, what proves us to a login provider.
     *
     * @param what it is, for people
     * @param folder that relative files are relative to
     * @throws IOException when there is none, in words for people
     */
    static String text(String what, String reference, Map<String, String> environment, Path folder) throws IOException {
        Matcher m = REFERENCE.matcher(reference);
        if (!m.matches() || m.group(1).equals("vault")) {
            throw new IOException(what + " is a reference, env:NAME or file:PATH: a secret does not stand there itself");
        }
        if (m.group(1).equals("env")) {
            return Optional.ofNullable(environment.get(m.group(2))).orElseThrow(() -> new IOException(noVariable(m.group(2))));
        }
        Path file = folder.resolve(m.group(2));
        String trouble = trouble(file);
        if (!trouble.isEmpty()) {
            throw new IOException(trouble);
        }
        return Files.readString(file, StandardCharsets.UTF_8).replaceAll("[\r\n]+$", "");
    }

    static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }

    Found find(String reference) {
        Matcher m = REFERENCE.matcher(reference);
        if (!m.matches()) {
            return Found.none("it is no reference such as " + FORMS);
        }
        Found found =
                switch (m.group(1)) {
                    case "env" -> inEnvironment(m.group(2));
                    case "file" -> inFile(m.group(2));
                    default -> inVault(m.group(2));
                };
        return found.secret().filter(s -> s.equals(Secret.of(""))).isPresent() ? Found.none(reference + " is empty") : found;
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

    private Found inEnvironment(String name) {
        String value = environment.get(name);
        return value == null
                ? Found.none(noVariable(name))
                : new Found(Optional.of(Secret.of(value)), "");
    }

    private Found inFile(String name) {
        return file(name).map(Secrets::read).orElse(Found.none("file: has a name that cannot be"));
    }

    private static Found read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                return Found.none(file + " is too large for a secret");
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return new Found(Optional.of(Secret.of(text.replaceAll("[\r\n]+$", ""))), "");
        } catch (NoSuchFileException e) {
            return Found.none(NO_FILE + file);
        } catch (CharacterCodingException e) {
            return Found.none(file + " is not text in UTF-8");
        } catch (IOException e) {
            return Found.none(file + NOT_READABLE);
        }
    }

    private Found inVault(String where) {
        Matcher m = VAULT.matcher(where);
        String address = environment.getOrDefault("VAULT_ADDR", "");
        String token = environment.getOrDefault("VAULT_TOKEN", "").strip();
        if (!m.matches()) {
            return Found.none(noPath(where));
        }
        if (address.isEmpty() || token.isEmpty()) {
            return Found.none("vault:" + where + " needs VAULT_ADDR and VAULT_TOKEN in the environment");
        }
        if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return Found.none("VAULT_TOKEN is no token: it has spaces, line ends or other characters in it");
        }
        try {
            return ask(URI.create(address.replaceAll("/+$", "") + "/v1/" + m.group(1) + "/data/" + m.group(2)), token, m.group(3), where);
        } catch (IllegalArgumentException e) {
            return Found.none("VAULT_ADDR is not an address such as https://vault:8200");
        }
    }

    private static Found ask(URI uri, String token, String field, String where) {
        try (HttpClient client = Authorities.client().connectTimeout(PATIENCE).build()) {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).header("X-Vault-Token", token).build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                return Found.none("Vault answers " + response.statusCode() + " to vault:" + where + meaning(response.statusCode()));
            }
            JsonNode value = new JsonMapper().readTree(response.body()).path("data").path("data").path(field);
            return value.isString()
                    ? new Found(Optional.of(Secret.of(value.stringValue())), "")
                    : Found.none("Vault has no field " + field + " at vault:" + where);
        } catch (IOException | JacksonException e) {
            return Found.none("Vault at " + uri.getHost() + " does not answer as Vault does");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Found.none("stopped while Vault was asked");
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
