package vor.server.receive.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class PortWordsTest {
    private static TcpPort tcp(String host) throws IOException {
        return TcpPort.open("words", host, 0, 1, socket -> {}, new LongAdder());
    }

    private static UdpPort udp(String host) throws IOException {
        return UdpPort.open("words", host, 0, (bytes, length, sender) -> {});
    }

    @Test
    void aPortSaysOnWhichAddressItIs() throws IOException {
        try (TcpPort tcp = tcp("127.0.0.1");
                UdpPort udp = udp("127.0.0.1")) {
            assertThat(tcp.words()).isEqualTo("TCP 127.0.0.1:" + tcp.number());
            assertThat(udp.words()).isEqualTo("UDP 127.0.0.1:" + udp.number());
        }
    }

    @Test
    void anAddressWithColonsStandsInBrackets() throws IOException {
        try (TcpPort tcp = tcp("::1");
                UdpPort udp = udp("::1")) {
            assertThat(tcp.words()).isEqualTo("TCP [::1]:" + tcp.number());
            assertThat(udp.words()).isEqualTo("UDP [::1]:" + udp.number());
        }
    }

    @Test
    void everyAddressIsAStar() throws IOException {
        try (TcpPort tcp = tcp("0.0.0.0");
                UdpPort udp = udp("::")) {
            assertThat(tcp.words()).isEqualTo("TCP *:" + tcp.number());
            assertThat(udp.words()).isEqualTo("UDP *:" + udp.number());
        }
    }
}
