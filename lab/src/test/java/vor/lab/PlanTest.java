package vor.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.FloorPlan;
import vor.model.Inventory;
import vor.model.Network;
import vor.model.Placement.Box;

class PlanTest {

    @Test
    void theGatheringHasNineStacksAndHundredEightySwitches() {
        Inventory inventory = Plan.of(LabSize.GATHERING).inventory();
        assertThat(inventory.devices()).hasSize(191);
        assertThat(tagged(inventory, "distro")).hasSize(9);
        assertThat(tagged(inventory, "access")).hasSize(180);
        assertThat(inventory.device("core").orElseThrow().uplinks()).isEmpty();
        assertThat(inventory.device("e45-4")).isPresent();
        assertThat(inventory.device("e46-1")).isEmpty();
    }

    @Test
    void accessSwitchHasThreeUplinksToThreeMembersOfOneStack() {
        Inventory inventory = Plan.of(LabSize.GATHERING).inventory();
        Device last = inventory.device("e45-4").orElseThrow();
        assertThat(last.uplinks()).extracting(u -> u.port()).containsExactly("ge-0/0/44", "ge-0/0/45", "ge-0/0/46");
        assertThat(last.uplinks()).extracting(u -> u.abovePort()).containsExactly("ge-0/0/19", "ge-1/0/19", "ge-2/0/19");
        assertThat(inventory.above(last.id())).containsExactly(inventory.device("distro9").orElseThrow().id());
    }

    @Test
    void distributionReachesCoreAndRing() {
        Inventory inventory = Plan.of(LabSize.GATHERING).inventory();
        Device distro = inventory.device("distro4").orElseThrow();
        assertThat(inventory.above(distro.id()))
                .containsExactly(idOf(inventory, "core"), idOf(inventory, "ring"));
        assertThat(inventory.above(idOf(inventory, "ring"))).containsExactly(idOf(inventory, "core"));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 22, 23, 24, 25, 190, 191, 192, 500, 2000, 5000, 10_000, 30_000})
    void everySizeHasExactlyThatManyDevicesAllDifferent(int devices) {
        Inventory inventory = Plan.of(LabSize.ofDevices(devices)).inventory();
        assertThat(inventory.devices()).hasSize(devices);
        assertThat(inventory.devices().stream().map(Device::name).distinct()).hasSize(devices);
        Set<InetAddress> addresses = new HashSet<>();
        inventory.devices().forEach(d -> d.addresses().forEach(a -> addresses.add(InetAddress.ofLiteral(a))));
        assertThat(addresses).hasSize(2 * devices);
        for (String ours : List.of("198.18.0.1", "198.18.0.2", "fd9a:7c1e:5b00::1", "fd9a:7c1e:5b00::2")) {
            assertThat(addresses).doesNotContain(InetAddress.ofLiteral(ours));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 191, 5000})
    void everyAddressLiesInASubnetOfItsNetwork(int devices) {
        Inventory inventory = Plan.of(LabSize.ofDevices(devices)).inventory();
        for (Device d : inventory.devices()) {
            Network network = inventory.network(d.networks().iterator().next()).orElseThrow();
            for (int i = 0; i < 2; i++) {
                assertThat(within(d.addresses().get(i), network.subnets().get(i))).as(d.name()).isTrue();
                assertThat(within(network.gateways().get(i), network.subnets().get(i))).isTrue();
                assertThat(network.gateways().get(i)).isNotEqualTo(d.addresses().get(i));
            }
            assertThat(network.vlan().orElseThrow()).isBetween(1, 4094);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 30, 191, 5000})
    void everyDeviceIsPlacedInsideThePlanAndNoBoxesOverlap(int devices) {
        Inventory inventory = Plan.of(LabSize.ofDevices(devices)).inventory();
        for (FloorPlan plan : inventory.plans()) {
            List<Box> boxes = boxes(inventory, plan.name());
            assertThat(boxes).allMatch(b -> b.x() > 0 && b.y() > 0
                    && b.x() + b.width() < plan.width() && b.y() + b.height() < plan.height());
            assertNoOverlap(boxes);
        }
        assertThat(boxes(inventory, "hall")).hasSize(devices);
    }

    @Test
    void linksUseEachPortOnce() {
        Inventory inventory = Plan.of(LabSize.ofDevices(5000)).inventory();
        Set<String> ends = new HashSet<>();
        inventory.links().forEach(l -> {
            assertThat(ends.add(l.a().device() + " " + l.a().port())).as(l.toString()).isTrue();
            assertThat(ends.add(l.b().device() + " " + l.b().port())).as(l.toString()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3, 30_001})
    void impossibleSizesAreRefusedWithTheRange(int devices) {
        assertThatThrownBy(() -> LabSize.ofDevices(devices))
                .hasMessageContaining("4 to 30000")
                .hasMessageContaining(String.valueOf(devices));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 191, 1000})
    void yamlHoldsEveryDeviceNetworkLinkAndPlan(int devices) {
        Plan plan = Plan.of(LabSize.ofDevices(devices));
        Map<?, ?> yaml = (Map<?, ?>) new Load(LoadSettings.builder().setCodePointLimit(1 << 26).build())
                .loadFromString(plan.yaml());
        assertThat(yaml.get("vor")).isEqualTo("inventory/1");
        assertThat(map(yaml, "devices")).hasSize(devices);
        assertThat(map(yaml, "plans").keySet().toString()).isEqualTo("[hall, noc]");
        assertThat(map(yaml, "networks")).hasSize(plan.size().rows() + 1);
        assertThat(((Collection<?>) yaml.get("links"))).hasSize(plan.inventory().links().size());
    }

    @Test
    void yamlOfADeviceSaysWhatThePlanSays() {
        Map<?, ?> yaml = (Map<?, ?>) new Load(LoadSettings.builder().build())
                .loadFromString(Plan.of(LabSize.GATHERING).yaml());
        Map<?, ?> device = map(map(yaml, "devices"), "e7-2");
        assertThat(device.get("profile")).isEqualTo("wired");
        assertThat(device.get("addresses")).isEqualTo(List.of("198.18.65.131", "fd9a:7c1e:5b00:1007::3"));
        assertThat(device.get("tags")).isEqualTo(List.of("access", "phase:l1", "row:e7"));
        assertThat(((List<?>) Objects.requireNonNull(device.get("uplinks"))).getFirst())
                .isEqualTo(Map.of("port", "ge-0/0/44", "to", "distro2", "toPort", "ge-0/0/5"));
    }

    private static Map<?, ?> map(Map<?, ?> of, String key) {
        return (Map<?, ?>) Objects.requireNonNull(of.get(key), key);
    }

    private static void assertNoOverlap(List<Box> boxes) {
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = i + 1; j < boxes.size(); j++) {
                if (overlap(boxes.get(i), boxes.get(j))) {
                    throw new AssertionError(boxes.get(i) + " overlaps " + boxes.get(j));
                }
            }
        }
    }

    private static boolean overlap(Box a, Box b) {
        return a.x() < b.x() + b.width() && b.x() < a.x() + a.width()
                && a.y() < b.y() + b.height() && b.y() < a.y() + a.height();
    }

    private static List<Box> boxes(Inventory inventory, String plan) {
        return inventory.devices().stream()
                .flatMap(d -> d.placements().stream())
                .map(Box.class::cast)
                .filter(b -> b.plan().equals(plan))
                .toList();
    }

    private static boolean within(String address, String prefix) {
        String[] parts = prefix.split("/");
        byte[] a = InetAddress.ofLiteral(address).getAddress();
        byte[] p = InetAddress.ofLiteral(parts[0]).getAddress();
        for (int bit = 0; bit < Integer.parseInt(parts[1]); bit++) {
            if (((a[bit / 8] ^ p[bit / 8]) & 128 >> bit % 8) != 0) {
                return false;
            }
        }
        return a.length == p.length;
    }

    private static Set<String> tagged(Inventory inventory, String tag) {
        return inventory.devices().stream().filter(d -> d.tags().contains(tag)).map(Device::name).collect(Collectors.toSet());
    }

    private static DeviceId idOf(Inventory inventory, String name) {
        return inventory.device(name).orElseThrow().id();
    }
}
