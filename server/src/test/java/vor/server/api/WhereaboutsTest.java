package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vor.model.DeviceId;
import vor.model.Ports;
import vor.model.Stations;
import vor.testkit.Devices;
import vor.testkit.Pictures;

class WhereaboutsTest {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    private static final String MAC = "00:1b:21:ab:cd:ef";

    @ParameterizedTest
    @ValueSource(strings = {"00:1b:21:ab:cd:ef", "00-1B-21-AB-CD-EF", "001b.21ab.cdef", "001B21ABCDEF", "0:1b:21:ab:cd:ef", " 00:1b:21:ab:cd:ef "})
    void everyNotationOfAMacIsRead(String text) {
        assertThat(Whereabouts.mac(text)).contains(MAC);
    }

    @ParameterizedTest
    @CsvSource({"198.18.0.1", "e7-2", "00:1b:21", "zz:1b:21:ab:cd:ef", "2001:db8::1", "''", "00:1b:21:ab:cd:ef:00"})
    void whatIsNoMacIsNone(String text) {
        assertThat(Whereabouts.mac(text)).isEmpty();
    }

    private static Pictures hall() {
        DeviceId distro = new DeviceId(1);
        DeviceId access = new DeviceId(2);
        return Pictures.of(
                        NOW,
                        Devices.device(1, "distro1").build(),
                        Devices.device(2, "e1-1").below(1, "ge-0/0/1").build())
                .with(
                        new Ports(distro, NOW, java.util.Map.of(), List.of(new Ports.Bundle(
                                "ae1", List.of(new Ports.Member("ge-0/0/1", true, Optional.empty())), 1))),
                        new Stations(
                                distro,
                                NOW.plusSeconds(5),
                                List.of(new Stations.Station(MAC, "ae1", 12, false)),
                                List.of(new Stations.Binding("198.18.64.7", MAC, "irb.12"))),
                        new Stations(
                                access,
                                NOW,
                                List.of(new Stations.Station(MAC, "ge-0/0/7", 12, false),
                                        new Stations.Station("02:00:00:00:00:01", "me0", 0, true)),
                                List.of()));
    }

    @Test
    void thePortAtTheEdgeComesFirstWithItsAddressesAndThoseOnTheWayAfterIt() {
        Whereabouts.Answer answer = new Whereabouts(hall()).find(Optional.of(MAC), Optional.empty());

        assertThat(answer.asked()).isEqualTo(2);
        assertThat(answer.spots()).extracting(Whereabouts.Spot::device).containsExactly("e1-1", "distro1");
        assertThat(answer.spots().getFirst().edge()).isTrue();
        assertThat(answer.spots().getFirst().port()).isEqualTo("ge-0/0/7");
        assertThat(answer.spots().getFirst().addresses()).containsExactly("198.18.64.7");
        assertThat(answer.spots().getLast().edge()).as("a member of ae1 leads to e1-1").isFalse();
    }

    @Test
    void anIpAddressLeadsThroughArpToThePort() {
        assertThat(new Whereabouts(hall()).find(Optional.empty(), Optional.of("198.18.64.7")).spots())
                .extracting(Whereabouts.Spot::device)
                .containsExactly("e1-1", "distro1");
    }

    @Test
    void aDevicesOwnAddressIsNoStation() {
        assertThat(new Whereabouts(hall()).find(Optional.of("02:00:00:00:00:01"), Optional.empty()).spots()).isEmpty();
    }

    @Test
    void nobodyHasSeenAStranger() {
        assertThat(new Whereabouts(hall()).find(Optional.of("02:00:00:00:00:99"), Optional.empty()).spots()).isEmpty();
        assertThat(new Whereabouts(Pictures.empty(NOW)).find(Optional.of(MAC), Optional.empty()).asked()).isZero();
    }
}
