package vor.server.collect.ping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vor.model.Family;

class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3",
        "255.255.255.255, 255.255.255.255",
        "FD00:0:0:0:0:0:0:1, fd00::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "1:0:0:0:0:0:0:0, 1::",
        "::, ::",
        "::1, ::1"
    })
    void isWrittenTheShortestWay(String from, String expected) {
        assertThat(Address.literal(from).orElseThrow().text()).isEqualTo(expected);
    }

    @Test
    void aNameIsNoLiteral() {
        assertThat(Address.literal("switch.example")).isEmpty();
        assertThat(Address.literal("")).isEmpty();
        assertThat(Address.literal("10.0.0.1").orElseThrow().family()).isEqualTo(Family.V4);
    }

    @Test
    void knowsLinkLocal() {
        assertThat(Address.literal("fe80::1").orElseThrow().linkLocal()).isTrue();
        assertThat(Address.literal("fd80::1").orElseThrow().linkLocal()).isFalse();
    }
}
