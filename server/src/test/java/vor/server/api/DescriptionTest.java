package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.model.Inventory;
import vor.server.access.Role;
import vor.server.inventory.InventoryStore;
import vor.testkit.ManualClock;

/** The description of the API and the API are the same. */
class DescriptionTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final JsonNode DOCUMENT = new JsonMapper().readTree(SiteRoutes.description());

    @TempDir
    Path dir;

    @Test
    void describesEveryRouteAndNoOther() {
        assertThat(described()).isEqualTo(registered());
    }

    private static Set<String> described() {
        TreeSet<String> described = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : DOCUMENT.get("paths").properties()) {
            for (String method : path.getValue().propertyNames()) {
                assertThat(METHODS).contains(method);
                described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
            }
        }
        return described;
    }

    private Set<String> registered() {
        ManualClock clock = new ManualClock();
        TreeSet<String> registered = new TreeSet<>();
        try (InventoryStore store = InventoryStore.open(dir, clock, Set.of("wired"));
                Site site = new Site(clock, Map.of(), Guarded.services(store, dir, clock))) {
            for (RouteTable.Route r : site.server().table().routes()) {
                if (!r.method().text().equals("HEAD") && !r.pattern().equals("/")) {
                    registered.add(r.method().text() + " " + named(r.pattern()));
                }
            }
        }
        return registered;
    }

    private static String named(String pattern) {
        return pattern.replace("{+", "{").replace("/links/*", "/links/{id}").replace("/*", "/{name}");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (JsonNode ref : DOCUMENT.findValues("$ref")) {
            assertThat(DOCUMENT.at(ref.asString().substring(1)).isMissingNode()).as(ref.asString()).isFalse();
        }
    }

    @Test
    void everyParameterInAPathIsDescribed() {
        for (Map.Entry<String, JsonNode> path : DOCUMENT.get("paths").properties()) {
            for (JsonNode operation : path.getValue()) {
                Set<String> names = new TreeSet<>();
                operation.path("parameters").forEach(p -> {
                    JsonNode parameter = p.has("$ref") ? DOCUMENT.at(p.get("$ref").asString().substring(1)) : p;
                    if (parameter.get("in").asString().equals("path")) {
                        names.add("{" + parameter.get("name").asString() + "}");
                    }
                });
                assertThat(names).as(path.getKey()).allMatch(path.getKey()::contains).hasSize(path.getKey().split("\\{", -1).length - 1);
            }
        }
    }

    @Test
    void whatTheServerSendsIsWhatIsDescribed() {
        try (Site site = new Site(new ManualClock())) {
            fits(Site.json(site.get("/api/v1/picture")), "Picture");
            fits(Site.json(site.get("/api/v1/picture")).at("/devices/core/pings/0"), "Ping");
            fits(Site.json(site.get("/api/v1/picture")).get("sight"), "Sight");
            fits(Site.json(site.get("/api/v1/picture/core")), "DevicePicture");
            fits(Site.json(site.get("/api/v1/health")), "AllHealth");
            fits(Site.json(site.get("/api/v1/health/e1-1")), "Health");
            fits(Site.json(site.get("/api/v1/health/e1-1")).at("/verdicts/ping"), "Verdict");
            fits(Site.json(site.get("/api/v1/site")), "Site");
            fits(Site.json(site.get("/api/v1/history/core/latency")), "Latency");
            fits(Site.json(site.send("PUT", "/api/v1/claims/core", new byte[0])), "Claim");
            fits(Site.json(site.send("PUT", "/api/v1/editing/device/core?page=p", new byte[0])).at("/editing/0"), "Editor");
            site.picture(Fake.picture(8, new Inventory(4, site.picture().inventory().devices(), List.of(), List.of(TenantsTest.network("row1", "198.18.0.0/28")), List.of())));
            fits(Site.json(site.get("/api/v1/networks/row1/addresses")), "Addresses");
            assertThat(site.get("/api/v1/openapi.json").body()).isEqualTo(SiteRoutes.description());
        }
        try (Guarded guarded = new Guarded(dir)) {
            String cookie = guarded.cookie(Role.ADMIN);
            guarded.bearer(Role.ADMIN);
            fits(guarded.me("Cookie", cookie), "Me");
            fits(Site.json(guarded.site.get("/api/v1/accounts/ann", "Cookie", cookie)), "Account");
            fits(Site.json(guarded.site.get("/api/v1/tokens", "Cookie", cookie)).at("/tokens/0"), "Token");
            fits(Site.json(guarded.site.get("/api/v1/audit", "Cookie", cookie)).at("/audit/0"), "AuditEntry");
        }
    }

    private static void fits(JsonNode value, String schema) {
        JsonNode described = DOCUMENT.at("/components/schemas/" + schema);
        assertThat(described.path("properties").propertyNames()).as(schema).containsAll(value.propertyNames());
        List<String> required = described.path("required").valueStream().map(JsonNode::asString).toList();
        assertThat(value.propertyNames()).as(schema).isNotEmpty().containsAll(required);
    }
}
