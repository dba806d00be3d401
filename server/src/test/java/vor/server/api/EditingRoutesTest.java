package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vor.model.DeviceId;
import vor.model.Inventory;
import vor.model.Link;
import vor.model.Revision;
import vor.server.access.Role;
import vor.server.editing.Editing;
import vor.server.editing.Lease;
import vor.server.editing.Subject;
import vor.testkit.ManualClock;

/** Who edits what, over HTTP. */
@Timeout(60)
class EditingRoutesTest {
    private final ManualClock clock = new ManualClock();
    private final Site site = new Site(clock);

    EditingRoutesTest() {
        Link.End core = new Link.End(new DeviceId(1), "a");
        Link link = new Link(7, 1, core, new Link.End(new DeviceId(2), "b"), "", 0);
        Inventory now = site.picture().inventory();
        site.picture(Fake.picture(8, new Inventory(4, now.devices(), List.of(link), List.of(TenantsTest.network("row 1/2", "198.18.0.0/28")), List.of())));
    }

    @AfterEach
    void close() {
        site.close();
    }

    private HttpResponse<byte[]> put(String path, String... headers) {
        return site.send("PUT", "/api/v1/editing/" + path, new byte[0], headers);
    }

    private JsonNode all() {
        return Site.json(site.get("/api/v1/editing")).get("editing");
    }

    @Test
    void whatDoesNotExistIsEditedByNobody() {
        for (String path : new String[] {"device/e9-9", "network/row9", "link/8", "link/x", "link/99999999999999999999", "plan/hall", "device/"}) {
            assertThat(put(path + "?page=p").statusCode()).as(path).isEqualTo(404);
        }
        assertThat(Site.problem(put("plan/hall?page=p")).get("detail").asString()).contains("device, network and link");
        assertThat(all().isEmpty()).isTrue();
    }

    @Test
    void aPageWithoutAProperNameIsRefusedByItsField() {
        for (String query : new String[] {"", "?page=", "?page=a%20b"}) {
            HttpResponse<byte[]> answer = put("device/e1-1" + query);
            assertThat(answer.statusCode()).as(query).isEqualTo(422);
            assertThat(Site.problem(answer).at("/problems/0/field").asString()).isEqualTo("page");
        }
        assertThat(Site.problem(put("device/e1-1?page=p", "Vor-Who", "%20")).at("/problems/0/field").asString()).isEqualTo("Vor-Who");
    }

    @Test
    void heldSeenByAllAndEnded() {
        HttpResponse<byte[]> held = put("device/e1-1?page=p1", "Vor-Who", "Bj%C3%B8rn");
        String bjorn = "{\"page\":\"p1\",\"who\":\"Bjørn\",\"since\":" + clock.millis() + "}";
        assertThat(Site.json(held).toString()).isEqualTo("{\"editing\":[" + bjorn + "]}");
        put("network/row%201%2F2?page=p1");
        put("link/7?page=p1");
        assertThat(all().toString()).contains("\"device\":{\"e1-1\":[" + bjorn + "]}", "\"network\":{\"row 1/2\":[", "\"link\":{\"7\":[");
        for (String path : new String[] {"device/e1-1", "network/row%201%2F2", "link/7", "link/7"}) {
            assertThat(site.send("DELETE", "/api/v1/editing/" + path + "?page=p1", new byte[0]).statusCode()).isEqualTo(204);
        }
        assertThat(all().isEmpty()).isTrue();
    }

    @Test
    void aDeltaTellsAllWhoEditItNowAndNullForNobody() {
        Subject e1 = new Subject(Subject.Kind.DEVICE, "2");
        Subject core = new Subject(Subject.Kind.DEVICE, "1");
        Subject gone = new Subject(Subject.Kind.NETWORK, "row9");
        Map<Subject, List<Lease>> changed = new TreeMap<>(Comparator.comparing(Subject::key));
        changed.putAll(Map.of(e1, List.of(new Lease(e1, "p1", "ann", Fake.THEN)), core, List.of(), gone, List.of()));
        byte[] event = Events.beside(new Revision(1, 8), 5, out -> EditingRoutes.changed(out, site.picture().inventory(), changed));
        assertThat(new String(event, StandardCharsets.UTF_8)).isEqualTo("event: delta\nid: 1.8\ndata: {\"now\":5,\"editing\":{\"device\":{\"core\":null,"
                + "\"e1-1\":[{\"page\":\"p1\",\"who\":\"ann\",\"since\":1767225600000}]}}}\n\n");
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        put("device/e1-1?page=p");
        String tag = site.get("/api/v1/editing").headers().firstValue("ETag").orElseThrow();
        assertThat(site.get("/api/v1/editing", "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @Test
    void tooManyAreRefused() {
        for (int n = 0; n < Editing.MOST; n++) {
            site.editing.hold(new Subject(Subject.Kind.DEVICE, "1"), Optional.empty(), "p" + n, "ann");
        }
        assertThat(put("device/e1-1?page=p").statusCode()).isEqualTo(409);
    }

    @Test
    void whoHasAnAccountIsNamedByItAndNoAuditIsFilledWithIt(@TempDir Path folder) {
        try (Guarded guarded = new Guarded(folder)) {
            String cookie = guarded.cookie(Role.OPERATOR);
            JsonNode held = Site.json(guarded.send("PUT", "/editing/device/e1-1?page=p", "", "Cookie", cookie, "Vor-Who", "ann"));
            assertThat(held.at("/editing/0/who").asString()).isEqualTo("oli");
            assertThat(guarded.audit()).noneMatch(e -> e.what().contains("/editing/"));
            assertThat(guarded.send("PUT", "/editing/device/e1-1?page=p", "", "Cookie", guarded.cookie(Role.VIEWER)).statusCode()).isEqualTo(403);
            assertThat(guarded.audit()).as("a try that was refused is written down").anyMatch(e -> e.what().contains("/editing/"));
        }
    }
}
