package vor.server.api;

import io.helidon.webserver.http.HttpService;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import vor.model.Profile;
import vor.server.access.Access;
import vor.server.access.AuditEntry;
import vor.server.access.Effort;
import vor.server.access.Role;
import vor.server.access.Ways;
import vor.server.api.backup.BackupRoutes;
import vor.server.api.config.ConfigRoutes;
import vor.server.api.config.Reloading;
import vor.server.api.inventory.InventoryRoutes;
import vor.server.backup.Backups;
import vor.server.inventory.InventoryStore;
import vor.testkit.ManualClock;

/** A server with accounts (ann the admin, oli the operator, vic the viewer) and an inventory, and what a client needs. */
final class Guarded implements AutoCloseable {
    static final String PASSWORD = "four cold grey herons";

    final ManualClock clock;
    final Access access;
    final InventoryStore store;
    final Site site;

    Guarded(Path folder) {
        this(folder, Optional.empty(), Set.of(), Set.of());
    }

    Guarded(Path folder, Optional<SSLContext> tls, Set<String> names, Set<InetAddress> proxies) {
        this(folder, new ManualClock(), tls, names, proxies, Ways.LOCAL);
    }

    /** With other ways in. */
    Guarded(Path folder, ManualClock clock, Ways ways) {
        this(folder, clock, Optional.empty(), Set.of(), Set.of(), ways);
    }

    private Guarded(
            Path folder, ManualClock clock, Optional<SSLContext> tls, Set<String> names, Set<InetAddress> proxies, Ways ways) {
        this.clock = clock;
        access = Access.open(folder, clock, new Effort(64, 1), ways);
        for (Role role : Role.values()) {
            access.add("test", "", name(role), role, PASSWORD);
        }
        store = InventoryStore.open(folder, clock, Set.of("wired"));
        Door door = new Door(
                InetAddress.getLoopbackAddress(), 0, tls, names, proxies, Optional.of(access), List.of(access::chore));
        site = new Site(clock, services(store, folder, clock), door);
    }

    /** All services but those of the server itself and the accounts. */
    static HttpService services(InventoryStore store, Path folder, ManualClock clock) {
        InventoryRoutes inventory = new InventoryRoutes(store, () -> List.of(Profile.WIRED));
        BackupRoutes backup = new BackupRoutes(new Backups(folder, folder.resolve("vor.yaml"), () -> "Hall", store, clock));
        ConfigRoutes config = new ConfigRoutes(
                dry -> new Reloading.Outcome(clock.now(), List.of(new Reloading.Change("ping.budget", "1", "2", false)), List.of()),
                JsonNodeFactory.instance.objectNode());
        return rules -> {
            inventory.routing(rules);
            backup.routing(rules);
            config.routing(rules);
        };
    }

    static String name(Role role) {
        return switch (role) {
            case VIEWER -> "vic";
            case OPERATOR -> "oli";
            case ADMIN -> "ann";
        };
    }

    String host() {
        return "127.0.0.1:" + site.port();
    }

    String cookieName() {
        return "vor-" + site.port();
    }

    HttpResponse<byte[]> send(String method, String path, String json, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/json";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return site.send(method, "/api/v1" + path, json.getBytes(StandardCharsets.UTF_8), all);
    }

    HttpResponse<byte[]> login(String name, String password, String... headers) {
        return send("POST", "/login", "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}", headers);
    }

    /** The value of a Cookie header with a session of that role. */
    String cookie(Role role) {
        return cookie(login(name(role), PASSWORD));
    }

    static String cookie(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    /** The value of an Authorization header with a token of that role. */
    String bearer(Role role) {
        Access.Entered entered = access.login(name(role), PASSWORD, "192.0.2.99");
        return "Bearer " + access.makeToken(entered.caller(), "", "test", role, clock.now().plus(Duration.ofDays(1))).key();
    }

    /** What answers with whom it takes the caller for. */
    JsonNode me(String... headers) {
        return Site.json(site.get("/api/v1/me", headers));
    }

    List<AuditEntry> audit() {
        return access.audit(OptionalLong.empty(), 100);
    }

    @Override
    public void close() {
        site.close();
        store.close();
        access.close();
    }
}
