package vor.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Not one packet for the practice network takes the default route to the real world, whatever becomes of the cable. */
class NothingLeavesTest {
    private static final List<String> SAMPLES = List.of("198.18.0.1", "198.18.0.2", "198.18.1.1", "198.18.64.2", "198.19.255.254",
            "fd9a:7c1e:5b00::1", "fd9a:7c1e:5b00::101", "fd9a:7c1e:5b00:1001::2", "fd9a:7c1e:5b00:ffff::1");

    @TempDir
    Path directory;

    private Stage stage;

    @BeforeEach
    void build() {
        stage = new Stage(directory);
    }

    @AfterEach
    void tearDown() {
        if (stage != null) {
            stage.close();
        }
    }

    private void pingAll() {
        SAMPLES.forEach(a -> stage.ping(a, 2, 0.002));
    }

    @Test
    void counterOfTheRealWorldSeesWhatAnUnguardedMachineSends() {
        stage.ping("198.18.64.2", 1, 1);
        stage.ping("fd9a:7c1e:5b00:1001::2", 1, 1);
        assertThat(stage.escaped()).isEqualTo(2);
        stage.ping("203.0.113.9", 1, 1);
        assertThat(stage.othersInTheWorld()).isPositive();
    }

    @Test
    void nothingLeavesBeforeUpWhileUpInTheDarkAndAfterDown() {
        new Wiring(stage.site).guard();
        pingAll();
        try (Lab lab = Lab.up(LabSize.GATHERING, stage.site)) {
            pingAll();
            lab.cut("core");
            pingAll();
            lab.dark(Dark.SILENT);
            pingAll();
            lab.dark(Dark.CARRIER);
            pingAll();
        }
        pingAll();
        assertThat(stage.escaped()).isZero();
    }

    @Test
    void nothingLeavesWhenRoutesWithoutCarrierAreLeftOutOfAccount() {
        stage.atHost("sh", "-c", "echo 1 > /proc/sys/net/ipv4/conf/all/ignore_routes_with_linkdown;"
                + " echo 1 > /proc/sys/net/ipv6/conf/all/ignore_routes_with_linkdown");
        try (Lab lab = Lab.up(LabSize.GATHERING, stage.site)) {
            lab.dark(Dark.CARRIER);
            pingAll();
        }
        assertThat(stage.escaped()).isZero();
    }

    @Test
    void nothingLeavesWhenSomebodyElsePullsOurEndOrDeletesTheCable() {
        try (Lab lab = Lab.up(LabSize.GATHERING, stage.site)) {
            stage.atHost("ip", "link", "set", "vor0", "down");
            pingAll();
            stage.atHost("ip", "link", "del", "vor0");
            pingAll();
            assertThat(lab.plan()).isNotNull();
        }
        assertThat(stage.escaped()).isZero();
    }

    @Test
    void nothingLeavesByAVpnThatTakesEverything() {
        stage.atHost("ip", "route", "add", "default", "via", "192.0.2.1", "table", "100");
        stage.atHost("ip", "rule", "add", "pref", "200", "lookup", "100");
        new Wiring(stage.site).guard();
        pingAll();
        try (Lab lab = Lab.up(LabSize.GATHERING, stage.site)) {
            assertThat(stage.answers("198.18.64.2", 1)).isEqualTo(1);
            lab.dark(Dark.CARRIER);
            pingAll();
        }
        pingAll();
        assertThat(stage.escaped()).isZero();
    }

    @Test
    void machineThatWouldRouteThemAwayIsRefusedWithTheReason() {
        stage.atHost("ip", "route", "add", "default", "via", "192.0.2.1", "table", "100");
        stage.atHost("ip", "rule", "add", "pref", "50", "lookup", "100");
        assertThatThrownBy(() -> LabBuilder.up(LabSize.GATHERING, stage.site))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("ip rule");
        stage.atHost("ip", "rule", "del", "pref", "50");
    }

    @Test
    void machineThatUsesThesePrefixesForRealIsRefusedWithTheRoute() {
        stage.atHost("ip", "route", "add", "198.18.64.0/24", "via", "192.0.2.1");
        assertThatThrownBy(() -> LabBuilder.up(LabSize.GATHERING, stage.site))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("198.18.64.0/24");
        stage.atHost("ip", "route", "del", "198.18.64.0/24");
    }
}
