package vor.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page and its files, in memory since the start: nothing that a request names is ever looked for on the disk. A file
 * whose name carries a hash of its content never changes, so browsers keep it.
 */
final class Page implements HttpService {
    private static final String PLACE = "/vor/web/";
    private static final Pattern HASHED = Pattern.compile(".*[-.](?:[A-Z0-9]{8}|[0-9a-f]{8,64})\\.[a-z0-9.]+");
    private static final String MISSING =
            """
            This server was built without its page. Build it with: make build
            (node 20 or newer is needed for that). The API is at /api/v1, described at /api/v1/openapi.json.
            """;

    private final Map<String, Answer> files;

    /** @param files path below the root, such as {@code app-1F2E3D4C.js}, to content; with {@code .br} and {@code .gz} beside it */
    Page(Map<String, byte[]> files) {
        Map<String, Answer> bodies = new HashMap<>();
        files.forEach((path, bytes) -> {
            if (!isEncoded(path)) {
                bodies.put(path, body(path, bytes, files));
            }
        });
        this.files = Map.copyOf(bodies);
    }

    /** What is on the classpath under /vor/web/. */
    static Page fromClasspath() {
        URL index = Page.class.getResource(PLACE + "index.html");
        try {
            return new Page(index == null ? Map.of() : read(index.toURI()));
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the page cannot be read from " + index, e);
        }
    }

    private static Map<String, byte[]> read(URI index) throws IOException {
        if (!index.getScheme().equals("jar")) {
            return read(Path.of(index.resolve(".")));
        }
        try (FileSystem jar = FileSystems.newFileSystem(index, Map.of())) {
            return read(jar.getPath(PLACE));
        }
    }

    private static Map<String, byte[]> read(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .forEach(f -> files.put(folder.relativize(f).toString().replace('\\', '/'), bytes(f)));
        }
        return files;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEncoded(String path) {
        return path.endsWith(".br") || path.endsWith(".gz");
    }

    private static Answer body(String path, byte[] plain, Map<String, byte[]> files) {
        Map<Coding, byte[]> ready = new EnumMap<>(Coding.class);
        put(ready, Coding.BR, files.get(path + ".br"), plain);
        put(ready, Coding.GZIP, files.get(path + ".gz"), plain);
        String cache = HASHED.matcher(path).matches() ? "public, max-age=31536000, immutable" : "no-cache";
        return new Answer(type(path), hash(plain), cache, Packed.ready(plain, ready));
    }

    private static void put(Map<Coding, byte[]> ready, Coding coding, byte @Nullable [] bytes, byte[] plain) {
        if (bytes != null && bytes.length < plain.length) {
            ready.put(coding, bytes);
        }
    }

    static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String type(String path) {
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "js", "mjs" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "json", "map" -> "application/json";
            case "svg" -> "image/svg+xml";
            case "png" -> "image/png";
            case "ico" -> "image/x-icon";
            case "webp" -> "image/webp";
            case "woff2" -> "font/woff2";
            case "webmanifest" -> "application/manifest+json";
            case "txt" -> "text/plain; charset=utf-8";
            default -> "application/octet-stream";
        };
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::index).head("/", this::index);
        files.keySet().stream().sorted().forEach(path -> rules.get("/" + path, this::file).head("/" + path, this::file));
    }

    private void index(ServerRequest request, ServerResponse response) {
        Answer index = files.get("index.html");
        if (index != null) {
            index.send(request, response);
        } else {
            response.header(HeaderNames.CACHE_CONTROL, "no-store");
            Answer.send(request, response, "text/plain; charset=utf-8", MISSING.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void file(ServerRequest request, ServerResponse response) {
        Answer body = files.get(request.path().absolute().path().substring(1));
        if (body == null) {
            throw Problem.notFound("the page has no such file").exception();
        }
        body.send(request, response);
    }
}
