package vor.server.api.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
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
    void headIsGetWithoutTheBody() {
        given("e1");
        Answer head = rest.send("HEAD", "/devices/e1", "");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.etag()).isEqualTo("\"d1.1\"");
        assertThat(head.raw().body()).isEmpty();
        assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(rest.get("/devices/e1").raw().body().length()));
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

    @Test
    void importSaysFirstWhatItWouldDoAndChangesNothing() {
        given("old");
        String yaml = "vor: inventory/1\ndevices:\n  new: {}\n  e1: {note: b}\n";
        rest.put("/devices/e1", "{\"note\":\"a\"}");
        String tag = rest.get("/devices").etag();
        Answer dry = rest.load("?dry=true&mode=replace", yaml);
        assertThat(dry.raw().body())
                .matches("\\{\"dry\":true,\"added\":\\[\\{\"kind\":\"device\",\"name\":\"new\"}],"
                        + "\"changed\":\\[\\{\"kind\":\"device\",\"name\":\"e1\",\"fields\":\\[\\{\"field\":\"note\",\"before\":\"a\",\"after\":\"b\"}]}],"
                        + "\"removed\":\\[\\{\"kind\":\"device\",\"name\":\"old\"}],\"unchanged\":0,\"revision\":[0-9]+,"
                        + "\"format\":\"yaml\",\"read\":2,\"notes\":\\[]}");
        assertThat(rest.get("/devices").etag()).isEqualTo(tag);
        assertThat(rest.load("?mode=replace", yaml).status()).isEqualTo(200);
        assertThat(rest.get("/devices/old").status()).isEqualTo(404);
        assertThat(rest.get("/devices/e1").json().path("note").asString()).isEqualTo("b");
    }

    @Test
    void importWithOneFaultDoesNothingAtAll() {
        Answer answer = rest.load("", "vor: inventory/1\ndevices:\n  a: {}\n  b: {profile: wird}\n");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("problems").get(0).toString())
                .isEqualTo("{\"field\":\"devices.b.profile\",\"message\":\"\\\"wird\\\" does not exist\","
                        + "\"hint\":\"one of: mesh, remote, wired\",\"line\":4,\"column\":7}");
        assertThat(rest.get("/devices").json().path("devices").size()).isZero();
    }

    @Test
    void exportIsYamlThatImportTakesBack() {
        given("core");
        Answer export = rest.get("/export");
        assertThat(export.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(rest.load("?mode=replace", export.raw().body()).json().path("unchanged").asInt()).isEqualTo(1);
        assertThat(rest.get("/export").raw().body()).isEqualTo(export.raw().body());
    }

    @Test
    void lostUpdateIsPrevented() {
        given("e1");
        String read = rest.get("/devices/e1").etag();
        assertThat(rest.patch("/devices/e1", "{\"note\":\"first\"}", "If-Match", read).status()).isEqualTo(200);
        Answer second = rest.patch("/devices/e1", "{\"note\":\"second\"}", "If-Match", read);
        assertThat(second.status()).isEqualTo(412);
        assertThat(second.json().path("type").asString()).isEqualTo("/problems/precondition");
        assertThat(second.json().path("current").path("note").asString()).isEqualTo("first");
        assertThat(rest.delete("/devices/e1", "If-Match", read).status()).isEqualTo(412);
        assertThat(rest.put("/devices/e1", "{}", "If-Match", "W/" + rest.get("/devices/e1").etag()).status()).isEqualTo(412);
        assertThat(rest.put("/devices/e1", "{}", "If-Match", "\"x\", " + rest.get("/devices/e1").etag()).status()).isEqualTo(200);
    }

    @Test
    void ofManyWritersWithTheSameTagExactlyOneWins() throws Exception {
        given("e1");
        String read = rest.get("/devices/e1").etag();
        List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
        List<Thread> writers = IntStream.range(0, 20)
                .mapToObj(i -> Thread.startVirtualThread(() -> statuses.add(
                        rest.patch("/devices/e1", "{\"note\":\"" + i + "\"}", "If-Match", read).status())))
                .toList();
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(statuses).hasSize(20).containsOnly(200, 412).containsOnlyOnce(200);
    }

    @Test
    void ifNoneMatchStarCreatesOnly() {
        assertThat(rest.put("/devices/e1", "{}", "If-None-Match", "*").status()).isEqualTo(201);
        assertThat(rest.put("/devices/e1", "{}", "If-None-Match", "*").status()).isEqualTo(412);
        assertThat(rest.put("/devices/e2", "{}", "If-Match", "*").status()).isEqualTo(412);
    }

    @Test
    void bulkIsAllOrNothing() {
        given("core");
        Answer bad = rest.put("/devices", "[{\"name\":\"a\",\"uplinks\":[{\"to\":\"core\"}]},{\"name\":\"b\",\"addresses\":7}]");
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.problems()).containsExactly("devices[1].addresses: expected an array of strings, got a number");
        assertThat(rest.get("/devices").json().path("devices").size()).isEqualTo(1);
        Answer good = rest.put("/devices", "[{\"name\":\"a\",\"uplinks\":[{\"to\":\"b\"}]},{\"name\":\"b\"}]");
        assertThat(good.status()).isEqualTo(200);
        assertThat(good.json().path("devices").size()).isEqualTo(2);
        assertThat(rest.patch("/devices", "[{\"name\":\"a\",\"note\":\"x\"},{\"name\":\"zz\"}]").problems())
                .containsExactly("devices[1].name: there is no device \"zz\"");
        assertThat(rest.patch("/devices", "[{\"name\":\"a\",\"note\":\"x\"}]").json().path("devices").get(0).path("note").asString())
                .isEqualTo("x");
    }

    @Test
    void bulkCanBeGuardedByTheTagOfTheList() {
        String read = rest.get("/devices").etag();
        given("a");
        assertThat(rest.put("/devices", "[{\"name\":\"b\"}]", "If-Match", read).status()).isEqualTo(412);
        assertThat(rest.put("/devices", "[{\"name\":\"b\"}]", "If-Match", rest.get("/devices").etag()).status()).isEqualTo(200);
    }

    @Test
    void renameKeepsTheId() {
        given("a", "b");
        Answer renamed = rest.patch("/devices/a", "{\"name\":\"c d\"}");
        assertThat(renamed.json().path("id").asInt()).isEqualTo(1);
        assertThat(rest.get("/devices/a").status()).isEqualTo(404);
        assertThat(rest.get("/devices/c%20d").status()).isEqualTo(200);
        assertThat(rest.patch("/devices/b", "{\"name\":\"c d\"}").status()).isEqualTo(409);
        assertThat(rest.patch("/devices/b", "{\"name\":\" \"}").problems()).containsExactly("name: begins with a space");
    }

    @Test
    void deviceThatIsReferredToGoesOnlyWithItsReferences() {
        given("core");
        rest.put("/devices/e1", "{\"uplinks\":[{\"to\":\"core\"}]}");
        Answer refused = rest.delete("/devices/core");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asString()).contains("an uplink of device \"e1\"");
        assertThat(rest.delete("/devices/core?detach=true").status()).isEqualTo(204);
        assertThat(rest.get("/devices/e1").json().path("uplinks").size()).isZero();
    }

    @Test
    void networksPlansAndLinksHaveTheirDocuments() {
        given("core", "e1");
        assertThat(rest.put("/networks/row1", "{\"vlan\":100,\"subnets\":[\"10.0.0.0/8\"],\"gateways\":[\"10.0.0.1\"],\"router\":\"core\"}").raw().body())
                .matches("\\{\"version\":[0-9]+,\"name\":\"row1\",\"vlan\":100,\"subnets\":\\[\"10.0.0.0/8\"],\"gateways\":\\[\"10.0.0.1\"],"
                        + "\"router\":\"core\",\"tags\":\\[],\"note\":\"\"}");
        assertThat(rest.put("/networks/row2", "{\"vlan\":null}").raw().body()).contains("\"vlan\":null").contains("\"router\":null");
        assertThat(rest.put("/plans/hall", "{\"title\":\"Hall\",\"order\":1,\"width\":10,\"height\":5,\"shapes\":[{\"kind\":\"line\",\"x1\":0,\"y1\":0,\"x2\":1,\"y2\":1,\"width\":1,\"tone\":\"aisle\"}]}").raw().body())
                .endsWith("\"name\":\"hall\",\"title\":\"Hall\",\"order\":1,\"width\":10.0,\"height\":5.0,\"image\":null,\"shapes\":[{\"kind\":\"line\",\"x1\":0.0,\"y1\":0.0,\"x2\":1.0,\"y2\":1.0,\"width\":1.0,\"tone\":\"aisle\"}]}");
        Answer link = rest.send("POST", "/links", "{\"a\":{\"device\":\"core\",\"port\":\"xe-0/0/0\"},\"b\":{\"device\":\"e1\"}}");
        assertThat(link.status()).isEqualTo(201);
        assertThat(link.header("Location")).isEqualTo("/api/v1/links/1");
        assertThat(link.raw().body()).isEqualTo("{\"id\":1,\"version\":1,\"a\":{\"device\":\"core\",\"port\":\"xe-0/0/0\"},\"b\":{\"device\":\"e1\",\"port\":\"\"},\"bundle\":\"\",\"megabits\":0}");
        assertThat(rest.patch("/links/1", "{\"megabits\":10000}").etag()).isEqualTo("\"l1.2\"");
        assertThat(rest.put("/links/7", "{}").status()).isEqualTo(404);
        assertThat(rest.delete("/links/1").status()).isEqualTo(204);
        assertThat(rest.get("/profiles").raw().body()).startsWith("{\"profiles\":[{\"name\":\"wired\",\"vendor\":\"\",\"interval\":250}");
    }

    @Test
    void changesAreNewestFirstAndCarryWhoMadeThem() {
        rest.put("/devices/a", "{}", "Vor-Who", "%C3%85se");
        rest.patch("/devices/a", "{\"note\":\"x\"}");
        rest.load("", "vor: inventory/1\nplans: {hall: {width: 1, height: 1}}\n");
        Answer all = rest.get("/changes");
        assertThat(all.json().path("changes").valueStream().map(c -> c.path("who").asString() + " " + c.path("action").asString()))
                .containsExactly("somebody import", "somebody update", "Åse create");
        long oldest = all.json().path("changes").get(1).path("id").asLong();
        assertThat(rest.get("/changes?device=a&before=" + oldest).json().path("changes").size()).isEqualTo(1);
        assertThat(rest.get("/changes?kind=plan&limit=1").json().path("changes").get(0).path("before").isNull()).isTrue();
    }

    @Test
    void whatIsNotThereAndWhatIsNotDoneIsSaid() {
        given("distro1");
        Answer missing = rest.patch("/devices/disto1", "{}");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.json().path("detail").asString()).isEqualTo("there is no device \"disto1\" (one of: distro1)");
        Answer method = rest.delete("/devices");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).isEqualTo("GET, PUT, PATCH");
        assertThat(rest.get("/devices/a/b").status()).isEqualTo(404);
        assertThat(rest.get("/devices/").status()).isEqualTo(404);
    }

    @Test
    void databaseThatCannotBeWrittenIsSaidAndReadingGoesOn() {
        given("a");
        rest.breakDatabase();
        Answer answer = rest.put("/devices/b", "{}");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("type").asString()).isEqualTo("/problems/blind-write");
        assertThat(rest.get("/devices").json().path("devices").size()).isEqualTo(1);
    }
}
