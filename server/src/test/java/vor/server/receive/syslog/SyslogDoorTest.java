package vor.server.receive.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vor.server.receive.hints.Heard;
import vor.server.receive.hints.Word;

class SyslogDoorTest {
    private final SyslogDoor door = new SyslogDoor("127.0.0.1", 0);

    private Heard read(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return door.read(bytes, bytes.length, 0);
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                link("<28>Apr  1 12:00:00 distro4 mib2d[1234]: SNMP_TRAP_LINK_DOWN: ifIndex 512, ifAdminStatus up(1), ifOperStatus down(2), ifName ge-0/0/12",
                        false, "ge-0/0/12", 512, "distro4"),
                link("<28>Apr  1 12:00:00 distro4 mib2d[1234]: SNMP_TRAP_LINK_UP: ifIndex 512, ifAdminStatus up(1), ifOperStatus up(1), ifName ge-0/0/12.0",
                        true, "ge-0/0/12.0", 512, "distro4"),
                link("<28>1 2026-04-01T12:00:00.000Z distro4 mib2d 1234 SNMP_TRAP_LINK_DOWN [junos@2636.1.1.1.2.29 snmp-interface-index=\"512\" admin-status=\"up(1)\""
                                + " operational-status=\"down(2)\" interface-name=\"ge-0/0/12\"] ifIndex 512, ifAdminStatus up(1)",
                        false, "ge-0/0/12", 512, "distro4"),
                link("<187>45: *Mar  1 18:46:11: %LINK-3-UPDOWN: Interface GigabitEthernet1/0/12, changed state to down",
                        false, "GigabitEthernet1/0/12", -1, ""),
                link("<189>46: Mar  1 18:46:12.345 CET: %LINEPROTO-5-UPDOWN: Line protocol on Interface GigabitEthernet1/0/12, changed state to up",
                        true, "GigabitEthernet1/0/12", -1, ""),
                link("<189>47: *Mar  1 18:46:12: %LINK-5-CHANGED: Interface Vlan1, changed state to administratively down", false, "Vlan1", -1, ""),
                link("<189>: 2026 Apr  1 12:00:00 UTC: %ETHPORT-5-IF_DOWN_LINK_FAILURE: Interface Ethernet1/1 is down (Link failure)",
                        false, "Ethernet1/1", -1, ""),
                link("<189>: 2026 Apr  1 12:00:00 UTC: %ETHPORT-5-IF_UP: Interface Ethernet1/1 is up in mode trunk", true, "Ethernet1/1", -1, ""),
                link("<189>: 2026 Apr  1 12:00:00 UTC: %ETH_PORT_CHANNEL-5-PORT_DOWN: port-channel1: Ethernet1/1 is down", false, "Ethernet1/1", -1, ""),
                link("<187>1 2026-04-01T12:00:00Z edge1 - - - - %LINK-3-UPDOWN: Interface Gi1/0/12, changed state to down", false, "Gi1/0/12", -1, "edge1"));
    }

    private static Arguments link(String line, boolean up, String port, int index, String host) {
        return Arguments.of(line, new Word(up, port, index < 0 ? OptionalInt.empty() : OptionalInt.of(index), host, "syslog"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void findsThePortInTheTextsOfVendors(String line, Word word) {
        assertThat(((Heard.Link) read(line)).word()).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<28>Apr  1 12:00:00 distro4 sshd[1]: Accepted publickey for root",
        "<28>Apr  1 12:00:00 distro4 mib2d[1]: SNMP_TRAP_LINK_DOWN: nothing more",
        "<28>Apr  1 12:00:00 distro4 login: somebody says that Interface Gi1/0/1, changed state to down",
        "<189>45: *Mar  1 18:46:11: %SYS-5-CONFIG_I: Configured from console by vty0",
        "<189>%LINK-3-UPDOWN: Interface , changed state to down",
    })
    void otherLinesTellOfNoPort(String line) {
        assertThat(read(line)).isInstanceOf(Heard.Other.class);
    }

    @Test
    void aLineThatIsNoneIsBad() {
        assertThat(read("nonsense")).isInstanceOf(Heard.Bad.class);
        assertThat(door.read(new byte[0], 0, 0)).isInstanceOf(Heard.Bad.class);
    }
}
