package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.server.access.Role;

/** Every route by the description of the API, tried by everybody who must not use it, and by the least who may. */
class RightsTest {
    private static final JsonNode DOCUMENT = new JsonMapper().readTree(SiteRoutes.description());
    private static final Set<String> OPEN = Set.of(
            "GET /healthz", "GET /api/v1/me", "POST /api/v1/login", "POST /api/v1/setup", "POST /api/v1/oidc/begin", "POST /api/v1/oidc/finish");
    private static final Set<String> OWN = Set.of(
            "POST /api/v1/logout", "PUT /api/v1/me/password", "POST /api/v1/tokens", "DELETE /api/v1/tokens/{id}",
            "PUT /api/v1/live/{stream}/events/{name}", "DELETE /api/v1/live/{stream}/events/{name}");

    /** These end the session with which they are tried. */
    private static final Set<String> ENDING = Set.of("POST /api/v1/logout");

    @TempDir
    Path folder = Path.of("");

    private Guarded guarded;
    private final Map<Role, String> cookies = new EnumMap<>(Role.class);

    @BeforeEach
    void begin() {
        guarded = new Guarded(folder);
        for (Role role : Role.values()) {
            cookies.put(role, guarded.cookie(role));
        }
    }

    @AfterEach
    void end() {
        guarded.close();
    }

    /** What this test thinks of it, not the table. */
    private static Optional<Role> least(String method, String path) {
        String route = method + " " + path;
        if (OPEN.contains(route)) {
            return Optional.empty();
        }
        if (path.startsWith("/api/v1/accounts") || path.startsWith("/api/v1/audit") || path.equals("/api/v1/backup") || path.equals("/api/v1/reload")) {
            return Optional.of(Role.ADMIN);
        }
        return Optional.of(method.equals("GET") || OWN.contains(route) ? Role.VIEWER : Role.OPERATOR);
    }

    private static String of(Map<Role, String> keys, Role role) {
        return Objects.requireNonNull(keys.get(role));
    }

    private interface Trial {
        void of(String method, String path);
    }

    private static void everyRoute(Trial trial) {
        for (Map.Entry<String, JsonNode> path : DOCUMENT.get("paths").properties()) {
            path.getValue().propertyNames().forEach(method -> trial.of(method.toUpperCase(Locale.ROOT), path.getKey()));
        }
    }

    private HttpResponse<byte[]> send(String method, String path, String... headers) {
        String body = method.equals("GET") || method.equals("DELETE") ? "" : "{}";
        return guarded.send(method, path.replaceAll("\\{[a-z]+}", "1").replaceFirst("^/api/v1", ""), body, headers);
    }

    private HttpResponse<byte[]> attempt(String method, String path, String... headers) {
        if (!path.startsWith("/api/v1")) {
            return guarded.site.send(method, path, new byte[0], headers);
        }
        return send(method, path, headers);
    }

    @Test
    void aStrangerMayDoNothingButComeIn() {
        long revision = guarded.store.current().revision();
        everyRoute((method, path) -> {
            if (least(method, path).isPresent()) {
                HttpResponse<byte[]> answer = attempt(method, path);
                assertThat(answer.statusCode()).as(method + " " + path).isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"vor\"");
            }
        });
        assertThat(guarded.store.current().revision()).isEqualTo(revision);
    }

    @Test
    void whoHasTooLittleARoleIsRefusedEveryWriteByCookieAndByToken() {
        long revision = guarded.store.current().revision();
        Map<Role, String> bearers = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            bearers.put(role, guarded.bearer(role));
        }
        everyRoute((method, path) -> least(method, path).ifPresent(least -> {
            for (Role role : Role.values()) {
                if (!role.covers(least)) {
                    refused(method, path, "Cookie", of(cookies, role));
                    refused(method, path, "Authorization", of(bearers, role));
                }
            }
        }));
        assertThat(guarded.store.current().revision()).isEqualTo(revision);
        assertThat(guarded.access.accounts()).hasSize(3);
    }

    private void refused(String method, String path, String... headers) {
        HttpResponse<byte[]> answer = attempt(method, path, headers);
        assertThat(answer.statusCode()).as(method + " " + path + " " + headers[0]).isEqualTo(403);
        assertThat(Site.problem(answer).get("type").asString()).isEqualTo("/problems/role");
    }

    @Test
    void theLeastRoleThatMayIsLetIn() {
        everyRoute((method, path) -> least(method, path).ifPresent(least -> {
            boolean streams = method.equals("GET") && path.startsWith("/api/v1/live");
            if (!streams && !ENDING.contains(method + " " + path)) {
                assertThat(attempt(method, path, "Cookie", of(cookies, least)).statusCode())
                        .as(method + " " + path)
                        .isNotIn(401, 403, 405);
            }
        }));
    }

    @Test
    void everyRouteStandsInTheTableAndEveryLineOfTheTableIsARoute() {
        Set<String> missing = new TreeSet<>();
        Set<String> routes = new TreeSet<>();
        for (RouteTable.Route route : guarded.site.server().table().routes()) {
            if (Rights.need(route).isEmpty()) {
                missing.add(route.method().text() + " " + route.pattern());
            }
            routes.add(route.method().text() + " " + route.pattern());
        }
        assertThat(missing).as("routes that nobody may use with accounts: give each a line in Rights").isEmpty();
        assertThat(Rights.all()).as("lines of Rights that are no route").isSubsetOf(routes);
    }

    @Test
    void aRouteThatStandsInNoTableIsRefusedEvenToAnAdmin() {
        try (Site site = new Site(
                guarded.clock,
                rules -> rules.put("/forgotten", (req, res) -> res.send("done")),
                new Door(InetAddress.getLoopbackAddress(), 0, Optional.empty(), Set.of(), Set.of(), Optional.of(guarded.access), List.of()))) {
            String bearer = guarded.bearer(Role.ADMIN);
            HttpResponse<byte[]> answer = site.send("PUT", "/api/v1/forgotten", new byte[] {'x'}, "Authorization", bearer);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(Site.problem(answer).get("detail").asString()).contains("stands in no table");
        }
    }

    @Test
    void noOtherWayToWriteAPathLeadsAroundTheTable() {
        for (String path : new String[] {
            "/api/v1/%64evices/e1-1", "/api/v1//devices/e1-1", "/api/v1/./devices/e1-1", "/x/../api/v1/devices/e1-1",
            "/api/v1/devices/..%2fdevices/e1-1", "/api/v1/devices/e1-1/", "/api/v1/devices/e1-1;a=b", "/API/v1/devices/e1-1",
            "//api/v1/devices/e1-1", "/api/v1/plans/..%2f..%2fdevices"
        }) {
            HttpResponse<byte[]> answer = guarded.site.send("DELETE", path, new byte[0]);
            assertThat(answer.statusCode()).as(path).isIn(400, 401, 404, 405);
            HttpResponse<byte[]> viewer = guarded.site.send("DELETE", path, new byte[0], "Cookie", of(cookies, Role.VIEWER));
            assertThat(viewer.statusCode()).as(path).isIn(400, 403, 404, 405);
        }
    }

    @Test
    void wrongMethodsAreNoWayIn() {
        for (String method : new String[] {"POST", "BREW", "OPTIONS", "TRACE", "put"}) {
            HttpResponse<byte[]> answer = guarded.site.send(method, "/api/v1/devices/e1-1", new byte[0], "Cookie", of(cookies, Role.VIEWER));
            assertThat(answer.statusCode()).as(method).isIn(400, 403, 404, 405);
        }
    }
}
