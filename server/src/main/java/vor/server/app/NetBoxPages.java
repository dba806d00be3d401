package vor.server.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks a NetBox for what an import reads, page by page, and never anybody else: whatever an answer names as the next page is
 * asked of the server that was named at the beginning. Pages, bytes and time are bounded. Blocks.
 */
final class NetBoxPages {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LARGEST_PAGE = 16 << 20;
    private static final long MOST_BYTES = 512L << 20;
    private static final int MOST_PAGES = 1_000;
    private static final int SHOWN = 200;

    /** The lists, and how each is asked for beside the page's size. */
    private static final Map<String, String> LISTS = lists();

    /** Fields that the import reads or counts; the rest would only be carried along. */
    private static final Set<String> READ = Set.of(
            "id", "url", "name", "slug", "value", "address", "role", "device_role", "site", "tags", "status", "primary_ip4", "primary_ip6",
            "description", "interface_count", "device_type", "platform", "serial", "asset_tag", "rack", "location", "tenant", "cluster",
            "virtual_chassis", "oob_ip", "comments", "latitude", "longitude", "parent_device", "device", "type", "speed", "lag",
            "connected_endpoints", "connected_endpoints_type", "connected_endpoints_reachable", "connected_endpoint",
            "connected_endpoint_type", "a_terminations", "b_terminations", "object_type", "object_id", "object", "termination_a",
            "termination_a_type", "termination_a_id", "termination_b", "termination_b_type", "termination_b_id", "vid", "prefix", "vlan",
            "tagged_vlans", "untagged_vlan", "model");

    private final HttpClient http;
    private final URI base;
    private final String filter;
    private final Optional<Token> token;
    private final ProgressLine progress;
    private long bytes;

    /**
     * @param url of NetBox itself; its query chooses the devices: {@code https://netbox.example.org/?site=hall}
     * @throws IOException when it is no such address, or the token would travel in clear
     */
    NetBoxPages(String url, Optional<Token> token, ProgressLine progress) throws IOException {
        URI given = address(url);
        String path = Optional.ofNullable(given.getRawPath()).orElse("").replaceFirst("/*(api/*)?$", "/");
        this.base = given.resolve(path);
        this.filter = Optional.ofNullable(given.getRawQuery()).orElse("");
        this.token = token;
        this.progress = progress;
        this.http = Authorities.client().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NEVER).build();
    }

    private static Map<String, String> lists() {
        Map<String, String> lists = new LinkedHashMap<>();
        lists.put("dcim/devices", "limit=200");
        lists.put("dcim/interfaces", "limit=500&cabled=true");
        lists.put("dcim/cables", "limit=500");
        lists.put("ipam/vlans", "limit=500");
        lists.put("ipam/prefixes", "limit=500");
        return lists;
    }

    private static URI address(String url) throws IOException {
        try {
            URI uri = new URI(url);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (!web || uri.getHost() == null || uri.getRawUserInfo() != null) {
                throw new IOException("\"" + url + "\" is not the address of a NetBox; expected such as https://netbox.example.org/");
            }
            if ("http".equalsIgnoreCase(uri.getScheme()) && !InetAddress.getByName(uri.getHost()).isLoopbackAddress()) {
                throw new IOException("without TLS anybody on the way could read the token; use https://" + uri.getHost() + "/");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new IOException("\"" + url + "\" is not an address: " + e.getReason(), e);
        } catch (UnknownHostException e) {
            throw new IOException("there is no host " + e.getMessage(), e);
        }
    }

    /** All that is needed, as one object with a list under each path of the API. */
    byte[] all() throws IOException, InterruptedException {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        try {
            for (Map.Entry<String, String> list : LISTS.entrySet()) {
                list(list.getKey(), list.getValue(), all.putArray(list.getKey()));
            }
        } finally {
            progress.end();
            http.close();
        }
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void list(String path, String query, ArrayNode to) throws IOException, InterruptedException {
        String chosen = path.equals("dcim/devices") && !filter.isEmpty() ? query + "&" + filter : query;
        Optional<URI> next = Optional.of(base.resolve("api/" + path + "/?" + chosen));
        Set<URI> asked = new HashSet<>();
        while (next.isPresent()) {
            if (!asked.add(next.get()) || asked.size() > MOST_PAGES) {
                throw new IOException("NetBox goes on for ever: " + next.get().getPath() + " came again, or has more than " + MOST_PAGES + " pages");
            }
            JsonNode page = page(next.get());
            page.path("results").forEach(r -> to.add(trimmed(r)));
            progress.say("NetBox: " + path + " " + to.size() + " of " + page.path("count").asString("?"));
            next = next(page.path("next"), next.get());
        }
    }

    /** Only its path and query are taken: NetBox behind a proxy may not know its own name. */
    private Optional<URI> next(JsonNode next, URI present) throws IOException {
        if (!next.isString() || next.stringValue().isEmpty()) {
            return Optional.empty();
        }
        try {
            URI named = new URI(next.stringValue());
            if (named.getHost() != null && !named.getHost().equalsIgnoreCase(base.getHost())) {
                throw new IOException("NetBox names another server for the next page: " + named.getHost() + "; it is not asked");
            }
            String query = Optional.ofNullable(named.getRawQuery()).orElse("");
            return Optional.of(present.resolve(present.getRawPath() + "?" + query));
        } catch (URISyntaxException e) {
            throw new IOException("NetBox's address of the next page is none: " + e.getReason(), e);
        }
    }

    private JsonNode page(URI uri) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE).header("Accept", "application/json");
        token.ifPresent(t -> request.header("Authorization", t.netBox()));
        HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = answer.body()) {
            byte[] body = in.readNBytes(LARGEST_PAGE + 1);
            bytes += body.length;
            if (answer.statusCode() != 200) {
                throw new IOException("NetBox answers " + answer.statusCode() + " to " + uri.getPath() + meaning(answer.statusCode()) + said(body));
            }
            if (body.length > LARGEST_PAGE || bytes > MOST_BYTES) {
                throw new IOException("NetBox sends more than can be taken: import one site (?site=…)");
            }
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            throw new IOException("what answers at " + base.getHost() + " is no NetBox: " + e.getOriginalMessage(), e);
        }
    }

    private static String said(byte[] body) {
        String text = new String(body, 0, Math.min(SHOWN, body.length), StandardCharsets.UTF_8).replaceAll("[\\p{C}\\s]+", " ").strip();
        return text.isEmpty() ? "" : ": " + text;
    }

    private static String meaning(int status) {
        return switch (status) {
            case 301, 302, 307, 308 -> " (it lives elsewhere: name that address)";
            case 401, 403 -> " (is the token right, and may it read?)";
            case 404 -> " (is this the address of NetBox itself?)";
            default -> "";
        };
    }

    static JsonNode trimmed(JsonNode value) {
        if (value.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            value.forEach(v -> list.add(trimmed(v)));
            return list;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        value.properties().stream()
                .filter(f -> READ.contains(f.getKey()))
                .forEach(f -> object.set(f.getKey(), trimmed(f.getValue())));
        if (value.has("custom_fields")) {
            object.set("custom_fields", value.get("custom_fields"));
        }
        return object;
    }
}
