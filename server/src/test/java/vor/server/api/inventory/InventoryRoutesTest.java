package vor.server.api.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.server.api.inventory.Rest.Answer;

/** Devices, networks, links and plans over HTTP. */
final class InventoryRoutesTest {
    private Rest rest;

    @BeforeEach
    void begin(@TempDir Path dir) {
        rest = new Rest(dir);
    }

    @AfterEach
    void end() {
        rest.close();
    }

    private void given(String... names) {
        for (String name : names) {
            assertThat(rest.put("/devices/" + name, "{}").status()).isEqualTo(201);
        }
    }

    @Test
    void emptyInventoryIsAnEmptyListWithATag() {
        Answer answer = rest.get("/devices");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("devices").size()).isZero();
        assertThat(answer.etag()).matches("\"i[0-9]+\"");
        assertThat(rest.get("/devices", "If-None-Match", answer.etag()).status()).isEqualTo(304);
    }

    @Test
    void deviceComesBackAsItWasPut() {
        given("distro1");
        rest.put("/plans/hall", "{\"width\":100,\"height\":50}");
        rest.put("/networks/row1", "{\"vlan\":101}");
        Answer made = rest.put(
                "/devices/e1-1",
                """
                {"profile":"wired","addresses":["198.18.40.2","fd9a:7c1e:5b00:40::2"],
                 "uplinks":[{"port":"ge-0/0/44","to":"distro1","toPort":"ge-0/0/1"}],
                 "networks":["row1"],"tags":["access"],
                 "placements":[{"plan":"hall","x":4.0,"y":10.0,"width":1.2,"height":6.0},{"latitude":59.9,"longitude":10.7}],
                 "maintenance":{"why":"new power supply","until":1767225600000},"note":"by the door"}""");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.etag()).isEqualTo("\"d2.1\"");
        assertThat(made.header("Location")).isEqualTo("/api/v1/devices/e1-1");
        assertThat(made.raw().body())
                .isEqualTo("{\"id\":2,\"version\":1,\"name\":\"e1-1\",\"profile\":\"wired\","
                        + "\"addresses\":[\"198.18.40.2\",\"fd9a:7c1e:5b00:40::2\"],"
                        + "\"uplinks\":[{\"port\":\"ge-0/0/44\",\"to\":\"distro1\",\"toPort\":\"ge-0/0/1\"}],"
                        + "\"networks\":[\"row1\"],\"tags\":[\"access\"],"
                        + "\"placements\":[{\"plan\":\"hall\",\"x\":4.0,\"y\":10.0,\"width\":1.2,\"height\":6.0},"
                        + "{\"latitude\":59.9,\"longitude\":10.7}],"
                        + "\"maintenance\":{\"why\":\"new power supply\",\"until\":1767225600000},\"note\":\"by the door\"}");
        assertThat(rest.get("/devices/e1-1").json()).isEqualTo(made.json());
        assertThat(rest.get("/devices").json().path("devices").get(1)).isEqualTo(made.json());
    }

    @Test
    void patchChangesOnlyWhatItHolds() {
        rest.put("/devices/e1", "{\"addresses\":[\"192.0.2.1\"],\"note\":\"old\",\"tags\":[\"a\"]}");
        Answer patched = rest.patch("/devices/e1", "{\"note\":\"new\"}", "Content-Type", "application/merge-patch+json");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.etag()).isEqualTo("\"d1.2\"");
        assertThat(patched.json().path("note").asString()).isEqualTo("new");
        assertThat(patched.json().path("tags").size()).isEqualTo(1);
    }

    @Test
    void deletedDeviceIsGoneAndItsIdIsNotUsedAgain() {
        given("e1");
        assertThat(rest.delete("/devices/e1").status()).isEqualTo(204);
        assertThat(rest.get("/devices/e1").status()).isEqualTo(404);
        given("e1");
        assertThat(rest.get("/devices/e1").json().path("id").asInt()).isEqualTo(2);
    }

    @Test
    void importSaysWhatItDid() {
        Answer answer = rest.load("", "vor: inventory/1\ndevices:\n  core: {addresses: [198.18.0.1]}\n  e1:\n    uplinks: [{to: core}]\n");
        assertThat(answer.raw().body()).startsWith("{\"dry\":false,\"added\":[{\"kind\":\"device\",\"name\":\"core\"},");
        assertThat(rest.get("/devices/e1").json().path("uplinks").get(0).path("to").asString()).isEqualTo("core");
    }
}
