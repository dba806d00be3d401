package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Inventory;
import vor.model.Network;
import vor.model.Stations;
import vor.server.api.Prefix.Address;
import vor.testkit.Devices;
import vor.testkit.ManualClock;
import vor.testkit.Pictures;

/** What is in a network, and how it is told. */
class TenantsTest {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    private static final String MAC = "00:1b:21:ab:cd:ef";

    static Network network(String name, String... subnets) {
        return new Network(1, name, OptionalInt.of(101), List.of(subnets), List.of(), Optional.empty(), Set.of(), "");
    }

    private static Network withGateway(Network n, String gateway) {
        return new Network(1, n.name(), n.vlan(), n.subnets(), List.of(gateway), n.router(), n.tags(), n.note());
    }

    private static Inventory inventory(List<Device> devices, Network... networks) {
        return new Inventory(1, devices, List.of(), List.of(networks), List.of());
    }

    private static Stations arp(long device, Instant at, Stations.Binding... bindings) {
        return new Stations(new DeviceId(device), at, List.of(), List.of(bindings));
    }

    private static Stations.Binding binding(String address, String mac) {
        return new Stations.Binding(address, mac, "irb.101");
    }

    private static Tenants.Tenant one(Tenants all, String address) {
        return all.told().stream()
                .filter(e -> e.getKey().equals(Address.of(address).orElseThrow()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aNetworkWithoutSubnetsHoldsNothing() {
        Inventory now = inventory(List.of(Devices.device(1, "core").addresses("198.18.40.2").build()), network("row1"));
        Tenants all = Tenants.of(now, Pictures.empty(NOW), now.network("row1").orElseThrow());
        assertThat(all.told()).isEmpty();
        assertThat(all.vacancies()).isEmpty();
        assertThat(all.warnings()).isEmpty();
        assertThat(all.asked()).isZero();
    }

    @Test
    void whatIsWrittenSeenAndAGatewayStandsTogetherByNumber() {
        Network row1 = withGateway(network("row1", "198.18.40.0/26", "fd9a::/64"), "198.18.40.1");
        Device e1 = Devices.device(1, "e1-1").addresses("198.18.40.10", "fd9a::2", "198.18.99.9").build();
        Inventory now = inventory(List.of(e1, Devices.device(2, "distro1").build(), Devices.device(3, "core").build()), row1);
        Tenants all = Tenants.of(now, Pictures.empty(NOW).with(now).with(
                arp(2, NOW, binding("198.18.40.10", MAC), binding("198.18.40.9", MAC), binding("198.18.41.1", MAC), binding("nonsense", MAC)),
                arp(3, NOW.plusSeconds(9), binding("198.18.40.10", MAC), binding("198.18.40.1", MAC))), row1);
        assertThat(all.told()).extracting(e -> e.getKey().toString()).containsExactly("198.18.40.1", "198.18.40.9", "198.18.40.10", "fd9a::2");
        assertThat(one(all, "198.18.40.10").devices).containsExactly("e1-1");
        assertThat(one(all, "198.18.40.10").seen).extracting(Tenants.Sighting::device).as("the newest first").containsExactly("core", "distro1");
        assertThat(one(all, "198.18.40.9").stranger()).isTrue();
        assertThat(one(all, "198.18.40.1").stranger()).as("a gateway").isFalse();
        assertThat(all.asked()).isEqualTo(2);
        assertThat(all.vacancies()).extracting(v -> v.next().map(Address::toString).orElse("")).containsExactly("198.18.40.2", "fd9a::1");
        assertThat(all.warnings()).isEmpty();
    }

    @Test
    void aDeviceThatIsWrittenByNameStandsWhereItsNameLeads() {
        Network row1 = network("row1", "198.18.0.0/24");
        Inventory now = inventory(List.of(Devices.device(1, "a").addresses("a.example").build(), Devices.device(2, "b").addresses("198.18.0.7").build()), row1);
        Pictures seen = Pictures.empty(NOW).with(now).with(new vor.model.Ping(
                new DeviceId(1), NOW, "a.example", vor.model.Family.V4, "198.18.0.7", vor.model.Ping.State.UP, NOW, Optional.of(NOW), Optional.of(NOW),
                Optional.empty(), Optional.empty(), vor.model.Ping.Loss.UNKNOWN, 4, 0, ""));
        Tenants all = Tenants.of(now, seen, row1);
        assertThat(one(all, "198.18.0.7").devices).containsExactly("a", "b");
        assertThat(all.warnings()).extracting(Tenants.Warning::kind).containsExactly("twice");
    }

    @Test
    void overlapsGatewaysOutsideAndSeveralMacsAreWarnedAbout() {
        Network row1 = withGateway(network("row1", "198.18.40.0/24", "198.18.40.0/26"), "198.18.41.1");
        Inventory now = inventory(List.of(Devices.device(1, "core").build()), row1, network("row2", "198.18.40.128/25", "198.18.50.0/24"));
        Pictures seen = Pictures.empty(NOW).with(now).with(arp(1, NOW, binding("198.18.40.9", MAC), binding("198.18.40.9", "00:1b:21:00:00:01")));
        assertThat(Tenants.of(now, seen, row1).warnings()).extracting(w -> w.kind() + " " + w.network())
                .containsExactly("overlap ", "overlap row2", "gateway ", "macs ");
    }

    @Test
    void aCrowdIsBoundedAndTheInventoryComesFirst() {
        Network big = network("big", "10.0.0.0/16");
        Device last = Devices.device(1, "last").addresses("10.0.255.1").build();
        Inventory now = inventory(List.of(last), big);
        List<Stations.Binding> many = new ArrayList<>();
        for (int n = 0; n < Tenants.MOST + 500; n++) {
            many.add(binding("10.0." + n / 250 + "." + (1 + n % 250), MAC));
        }
        Tenants all = Tenants.of(now, Pictures.empty(NOW).with(now).with(arp(1, NOW, many.toArray(Stations.Binding[]::new))), big);
        assertThat(all.told()).hasSize(Tenants.MOST);
        assertThat(all.told()).extracting(e -> e.getKey().toString()).last().isEqualTo("10.0.255.1");
        assertThat(all.count()).isEqualTo(Tenants.MOST + 501);
    }

    @Test
    void theAnswerOverHttpNamesWhatIsThereAndWhatIsFree() {
        try (Site site = new Site(new ManualClock())) {
            Inventory now = inventory(List.copyOf(site.picture().inventory().devices()), network("row 1/2", "198.18.0.0/28", "fd9a::/64"), network("a/addresses", "198.18.1.0/28"));
            site.picture(Fake.picture(8, now));
            JsonNode json = Site.json(site.get("/api/v1/networks/row%201%2F2/addresses"));
            assertThat(json.get("name").asString()).isEqualTo("row 1/2");
            assertThat(json.get("asked").asInt()).isEqualTo(3);
            assertThat(json.at("/subnets/0").toString()).isEqualTo("{\"subnet\":\"198.18.0.0/28\",\"size\":14,\"used\":4,\"next\":\"198.18.0.4\",\"count\":10,"
                    + "\"free\":[{\"from\":\"198.18.0.4\",\"to\":\"198.18.0.6\",\"count\":3},{\"from\":\"198.18.0.8\",\"to\":\"198.18.0.14\",\"count\":7}],\"more\":0}");
            assertThat(json.at("/subnets/1/size").isNull()).as("more than a reader with floating point counts").isTrue();
            assertThat(json.at("/subnets/1/next").asString()).isEqualTo("fd9a::1");
            assertThat(json.at("/addresses/0/devices/0").asString()).isEqualTo("core");
            assertThat(json.at("/addresses/0/ping/state").asString()).isEqualTo("up");
            assertThat(json.at("/addresses/3").toString()).startsWith("{\"address\":\"198.18.0.7\",\"devices\":[],\"gateway\":false,\"stranger\":true,\"ping\":null,\"seen\":[{\"device\":");
            HttpResponse<byte[]> none = site.get("/api/v1/networks/row9/addresses");
            assertThat(none.statusCode()).isEqualTo(404);
            assertThat(Site.problem(none).get("detail").asString()).contains("row9");
            assertThat(Site.json(site.get("/api/v1/networks/a%2Faddresses/addresses")).get("name").asString()).isEqualTo("a/addresses");
        }
    }
}
