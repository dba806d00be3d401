package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.FloorPlan;
import vor.model.Frame;
import vor.model.Health;
import vor.model.HealthFrame;
import vor.model.Inventory;
import vor.model.Link;
import vor.model.Network;
import vor.model.Ping;
import vor.model.Revision;
import vor.model.State;
import vor.model.Uplink;

class FrameJsonTest {
    private static final Link LINK = new Link(
            5, 1, new Link.End(new DeviceId(1), "xe-0/0/0"), new Link.End(new DeviceId(3), ""), "", 0);

    private static Uplink to(long device) {
        return new Uplink("ge-0/0/44", new DeviceId(device), "");
    }

    private static Network network(long router) {
        return new Network(
                1, "row1", OptionalInt.empty(), List.of(), List.of(), Optional.of(new DeviceId(router)), Set.of(), "");
    }

    private static Inventory inventory(long revision, Device... devices) {
        FloorPlan plan = new FloorPlan(1, "hall", "Hall", 0, 10, 10, List.of());
        return new Inventory(revision, List.of(devices), List.of(LINK), List.of(network(1)), List.of(plan));
    }

    private static JsonNode delta(Frame frame, HealthFrame health) {
        return new JsonMapper().readTree(Bytes.json(out -> FrameJson.write(out, frame, health, 42)));
    }

    private static JsonNode delta(Inventory before, Inventory now) {
        return delta(new Frame(Fake.picture(2, now), Fake.picture(1, before), List.of(), List.of()), Fake.calm());
    }

    @Test
    void aFrameThatChangesNothingCarriesTheTimeAlone() {
        Inventory same = inventory(1, Fake.device(1, "core"));
        assertThat(delta(same, same).toString()).isEqualTo("{\"now\":42}");
    }

    @Test
    void carriesOnlyTheTargetsThatChanged() {
        Inventory same = inventory(1, Fake.device(1, "core"), Fake.device(2, "e1"));
        Frame frame = new Frame(
                Fake.picture(2, same), Fake.picture(1, same),
                List.of(Fake.ping(2, Ping.State.DOWN), Fake.ping(99, Ping.State.UP)), List.of(Fake.facts(new DeviceId(1))));
        JsonNode json = delta(frame, Fake.calm());
        assertThat(json.propertyNames()).containsExactly("now", "pings", "facts");
        assertThat(json.get("pings").propertyNames()).containsExactly("e1");
        assertThat(json.at("/pings/e1/0/state").asString()).isEqualTo("down");
        assertThat(json.at("/facts/core/0/source").asString()).isEqualTo("thermometer");
    }

    @Test
    void tellsBlindness() {
        Inventory same = inventory(1, Fake.device(1, "core"));
        Fake.Snapshot now = new Fake.Snapshot(new Revision(Fake.BOOT, 2), same, Fake.sight(true), Map.of());
        JsonNode json = delta(new Frame(now, Fake.picture(1, same), List.of(), List.of()), Fake.calm());
        assertThat(json.at("/sight/blind").asBoolean()).isTrue();
        assertThat(json.at("/sight/why").asString()).isEqualTo("vor0 has no carrier");
    }

    @Test
    void tellsWhatIsNewAndWhatIsGone() {
        JsonNode json = delta(
                inventory(1, Fake.device(1, "core"), Fake.device(2, "old")),
                new Inventory(2, List.of(Fake.device(1, "core"), Fake.device(3, "new")), List.of(), List.of(network(3)), List.of()));
        assertThat(json.at("/devices/old").isNull()).isTrue();
        assertThat(json.at("/devices/new/id").asLong()).isEqualTo(3);
        assertThat(json.get("devices").propertyNames()).doesNotContain("core");
        assertThat(json.at("/links/5").isNull()).isTrue();
        assertThat(json.at("/plans/hall").isNull()).isTrue();
        assertThat(json.at("/networks/row1/router").asString()).isEqualTo("new");
    }

    @Test
    void aRenamedDeviceIsSentWithAllThatRefersToIt() {
        Inventory before = inventory(1, Fake.device(1, "core"), Fake.device(2, "e1", to(1)), Fake.device(3, "e2"));
        Inventory now = inventory(2, Fake.device(1, "heart"), Fake.device(2, "e1", to(1)), Fake.device(3, "e2"));
        Map<DeviceId, Health> all = Map.of(
                new DeviceId(1), Fake.health(1, State.DOWN, 1),
                new DeviceId(2), Fake.health(2, State.BEHIND, 1),
                new DeviceId(3), Fake.health(3, State.GOOD, 3));
        Frame frame = new Frame(Fake.picture(2, now), Fake.picture(1, before), List.of(), List.of());
        JsonNode json = delta(frame, new HealthFrame(all, List.of(), List.of()));
        assertThat(json.at("/devices/core").isNull()).isTrue();
        assertThat(json.at("/devices/heart/id").asLong()).isEqualTo(1);
        assertThat(json.at("/devices/e1/uplinks/0/to").asString()).isEqualTo("heart");
        assertThat(json.get("devices").propertyNames()).doesNotContain("e2");
        assertThat(json.at("/networks/row1/router").asString()).isEqualTo("heart");
        assertThat(json.at("/links/5/a/device").asString()).isEqualTo("heart");
        assertThat(json.at("/pings/heart/0/state").asString()).isEqualTo("up");
        assertThat(json.at("/facts/heart")).hasSize(1);
        assertThat(json.at("/health/core").isNull()).isTrue();
        assertThat(json.at("/health/e1/cause").asString()).isEqualTo("heart");
        assertThat(json.get("health").propertyNames()).doesNotContain("e2");
    }

    @Test
    void twoDevicesThatChangeNamesAreBothThere() {
        JsonNode json = delta(
                inventory(1, Fake.device(1, "a"), Fake.device(3, "b")), inventory(2, Fake.device(1, "b"), Fake.device(3, "a")));
        assertThat(json.at("/devices/a/id").asLong()).isEqualTo(3);
        assertThat(json.at("/devices/b/id").asLong()).isEqualTo(1);
        assertThat(json.at("/pings/a/0/address").asString()).isEqualTo("198.18.0.3");
    }

    @Test
    void healthOfARemovedDeviceIsNullUnderItsOldName() {
        Inventory before = inventory(1, Fake.device(1, "core"), Fake.device(3, "gone"));
        Inventory now = inventory(2, Fake.device(1, "core"));
        Frame frame = new Frame(Fake.picture(2, now), Fake.picture(1, before), List.of(), List.of());
        Health changed = Fake.health(1, State.DOWN, 1);
        JsonNode json = delta(frame, new HealthFrame(Map.of(), List.of(changed), List.of(new DeviceId(3))));
        assertThat(json.at("/health/gone").isNull()).isTrue();
        assertThat(json.at("/health/core/state").asString()).isEqualTo("down");
    }

    @Test
    void markupAndControlCharactersStayText() {
        String name = "<script>\"\\\u0007\u2028é😀";
        Inventory same = inventory(1, Fake.device(1, name), Fake.device(3, "x"));
        Frame frame = new Frame(
                Fake.picture(2, same), Fake.picture(1, same), List.of(Fake.ping(1, Ping.State.UP)), List.of());
        byte[] bytes = Bytes.json(out -> FrameJson.write(out, frame, Fake.calm(), 1));
        assertThat(new JsonMapper().readTree(bytes).get("pings").propertyNames()).containsExactly(name);
        for (byte b : bytes) {
            assertThat(b).as("no byte that would end an event").isNotIn((byte) '\n', (byte) '\r', (byte) 0x07);
        }
    }
}
