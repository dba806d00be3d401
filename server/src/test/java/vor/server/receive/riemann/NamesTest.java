package vor.server.receive.riemann;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vor.wire.http.Head;
import vor.wire.http.HeadReader;
import vor.wire.http.RequestHead;

class NamesTest {
    private final Names names = new Names(Set.of("noc.example.org"));

    private Optional<Integer> status(String headers) {
        byte[] bytes = ("GET /index HTTP/1.1\r\n" + headers.replace("|", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        return names.objection((RequestHead) HeadReader.read(bytes, 0, bytes.length)).map(Head.Damage::status);
    }

    @ParameterizedTest
    @CsvSource({
        "Host: 127.0.0.1:5556", "Host: 192.0.2.7", "Host: [::1]:5556", "Host: localhost", "Host: LOCALHOST:5556", "Host: noc.example.org:5556",
        "Host: 127.0.0.1:5556|Origin: http://127.0.0.1:8737", "Host: 127.0.0.1:5556|Origin: http://localhost:4567", "Host: [::1]:5556|Origin: http://127.0.0.1",
        "Host: noc.example.org:5556|Origin: https://NOC.example.org", "Host: 192.0.2.7|Origin: http://192.0.2.7", "Host: 127.0.0.1|Sec-Fetch-Site: same-origin"
    })
    void whoAsksByAnAddressOrAKnownNameIsLetIn(String headers) {
        assertThat(status(headers)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Host: evil.example.com", "Host: localhost.evil.com", "Host: evil.com:5556", "Host: 127.0.0.1.evil.com", "Host: a@127.0.0.1", "Host: [::1].evil.com", "Host: ''"})
    void aNameThatItsOwnerCanTurnToOurAddressIsNotAnswered(String headers) {
        assertThat(status(headers)).contains(421);
    }

    @ParameterizedTest
    @CsvSource({
        "Host: 127.0.0.1|Origin: http://evil.example.com", "Host: 127.0.0.1|Origin: null", "Host: 127.0.0.1|Origin: http://192.0.2.7", "Host: 192.0.2.7|Origin: http://127.0.0.1",
        "Host: 127.0.0.1|Origin: http://127.0.0.1.evil.com", "Host: 127.0.0.1|Origin: http://a@127.0.0.1", "Host: 127.0.0.1|Origin: file://", "Host: 127.0.0.1|Origin: http://127.0.0.1|Origin: http://127.0.0.1",
        "Host: noc.example.org|Origin: https://evil.noc.example.org", "Host: 127.0.0.1|Sec-Fetch-Site: cross-site"
    })
    void aPageOfAnotherSiteIsNot(String headers) {
        assertThat(status(headers)).contains(403);
    }
}
