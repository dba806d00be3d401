package vor.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vor.model.AddressText;

class AddressTextTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "198.18.255.1, 198.18.255.1",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "fd9a:7c1e:5b00:1009:0:0:0:2, fd9a:7c1e:5b00:1009::2",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8"
    })
    void isWrittenInTheOneWayThatTheRfcKnows(String written, String expected) {
        assertThat(AddressText.of(InetAddress.ofLiteral(written).getAddress())).isEqualTo(expected);
    }

    @Test
    void fiveBytesAreNoAddress() {
        assertThatThrownBy(() -> AddressText.of(new byte[5])).hasMessageContaining("4 or 16 bytes, not 5");
    }
}
