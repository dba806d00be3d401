package vor.server.api.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.server.api.inventory.Rest.Answer;

/** Edits and their undo over HTTP. */
final class EditsRoutesTest {
    private Rest rest;

    @BeforeEach
    void begin(@TempDir Path dir) {
        rest = new Rest(dir);
    }

    @AfterEach
    void end() {
        rest.close();
    }

    private Answer undo(String edit) {
        return rest.send("POST", "/edits/" + edit + "/undo", "", "Vor-Who", "grace");
    }

    @Test
    void emptyInventoryHasNoEdits() {
        assertThat(rest.get("/edits").raw().body()).isEqualTo("{\"edits\":[]}");
        assertThat(undo("1").status()).isEqualTo(404);
    }

    @Test
    void numbersThatAreNoneAreNotFound() {
        for (String odd : new String[] {"0", "-1", "x", "1.5", "99999999999999999999", "%20", "1%2F2"}) {
            assertThat(undo(odd).status()).as(odd).isEqualTo(404);
        }
        assertThat(rest.send("GET", "/edits/1/undo", "").status()).isEqualTo(405);
        assertThat(rest.send("POST", "/edits/1/undo?dry=perhaps", "").status()).isEqualTo(400);
        assertThat(rest.get("/edits?limit=1001").status()).isEqualTo(400);
        assertThat(rest.get("/changes?edit=x").status()).isEqualTo(400);
    }

    @Test
    void everyWriteSaysWhichEditItBecame() {
        assertThat(rest.put("/devices/a", "{}").header("Vor-Edit")).isEqualTo("1");
        assertThat(rest.put("/devices/a", "{}").header("Vor-Edit")).isEmpty();
        assertThat(rest.patch("/devices", "[{\"name\":\"a\",\"note\":\"x\"}]").header("Vor-Edit")).isEqualTo("2");
        assertThat(rest.load("?dry=true", "vor: inventory/1\ndevices: {b: {}}\n").header("Vor-Edit")).isEmpty();
        assertThat(rest.load("", "vor: inventory/1\ndevices: {b: {}}\n").header("Vor-Edit")).isEqualTo("3");
        assertThat(rest.delete("/devices/b").header("Vor-Edit")).isEqualTo("4");
        assertThat(undo("4").header("Vor-Edit")).isEqualTo("5");
    }

    @Test
    void undoAnswersWhatAnImportWouldAndCanBeTriedFirst() {
        rest.put("/devices/a", "{\"note\":\"old\"}");
        rest.patch("/devices/a", "{\"note\":\"new\"}");
        Answer dry = rest.send("POST", "/edits/2/undo?dry=true", "");
        assertThat(dry.raw().body())
                .matches("\\{\"dry\":true,\"added\":\\[],\"changed\":\\[\\{\"kind\":\"device\",\"name\":\"a\",\"fields\":"
                        + "\\[\\{\"field\":\"note\",\"before\":\"new\",\"after\":\"old\"}]}],\"removed\":\\[],\"unchanged\":0,\"revision\":[0-9]+}");
        assertThat(rest.get("/devices/a").json().path("note").asString()).isEqualTo("new");
        assertThat(undo("2").raw().body()).startsWith("{\"dry\":false,\"added\":[],\"changed\":[{\"kind\":\"device\"");
        assertThat(rest.get("/devices/a").json().path("note").asString()).isEqualTo("old");
    }

    @Test
    void refusalNamesTheLaterChanges() {
        rest.put("/devices/a", "{\"note\":\"old\"}");
        rest.patch("/devices/a", "{\"note\":\"new\"}");
        rest.patch("/devices/a", "{\"note\":\"newer\"}", "Vor-Who", "%C3%85se");
        Answer refused = undo("2");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asString()).isEqualTo("/problems/conflict");
        assertThat(refused.problems()).containsExactly("devices.a.note: has changed since");
        assertThat(refused.json().path("later").toString())
                .isEqualTo("[{\"edit\":3,\"at\":" + rest.clock.millis() + ",\"who\":\"Åse\",\"action\":\"update\",\"kind\":\"device\","
                        + "\"name\":\"a\",\"what\":\"changed note of device \\\"a\\\"\"}]");
    }

    @Test
    void editsAreListedNewestFirstInPages() {
        rest.load("", "vor: inventory/1\nplans: {p: {width: 1, height: 1}}\ndevices: {a: {}, b: {}, c: {}, d: {}, e: {}, f: {}}\n");
        rest.patch("/devices/a", "{\"note\":\"x\"}", "Vor-Who", "ada");
        undo("2");
        Answer all = rest.get("/edits");
        long at = rest.clock.millis();
        assertThat(all.json().path("edits").get(0).toString())
                .isEqualTo("{\"edit\":3,\"at\":" + at + ",\"who\":\"grace\",\"action\":\"undo\",\"records\":{\"device\":1},\"names\":[\"a\"],\"undoes\":2}");
        assertThat(all.json().path("edits").get(1).path("undoneBy").asInt()).isEqualTo(3);
        assertThat(all.json().path("edits").get(2).path("records").toString()).isEqualTo("{\"device\":6,\"plan\":1}");
        assertThat(all.json().path("edits").get(2).path("names").size()).isEqualTo(5);
        assertThat(rest.get("/edits?before=3&limit=1").json().path("edits").get(0).path("edit").asInt()).isEqualTo(2);
        assertThat(rest.get("/edits", "If-None-Match", all.etag()).status()).isEqualTo(304);
    }

    @Test
    void changesBearTheirEdit() {
        rest.load("", "vor: inventory/1\ndevices: {a: {}, b: {}}\n");
        undo("1");
        Answer first = rest.get("/changes?edit=1");
        assertThat(first.json().path("changes").valueStream().map(c -> c.path("edit").asInt() + " " + c.path("undoneBy").asInt()))
                .containsExactly("1 2", "1 2");
        assertThat(rest.get("/changes?limit=1").json().path("changes").get(0).path("undoes").asInt()).isEqualTo(1);
        assertThat(rest.get("/changes?limit=1").json().path("changes").get(0).path("action").asString()).isEqualTo("undo");
    }

    @Test
    void importIsTakenBackByteForByte() {
        rest.put("/devices/core", "{\"tags\":[\"x\"]}");
        String before = rest.get("/export").raw().body();
        rest.load("?mode=replace", "vor: inventory/1\ndevices: {a: {}, b: {uplinks: [{to: a}]}}\nlinks: [{a: {device: a}, b: {device: b}}]\n");
        assertThat(undo("2").status()).isEqualTo(200);
        assertThat(rest.get("/export").raw().body()).isEqualTo(before);
    }
}
