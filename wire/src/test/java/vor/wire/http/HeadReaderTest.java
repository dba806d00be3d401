package vor.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadReaderTest {
    private static Head read(String lines) {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        return HeadReader.read(bytes, 0, bytes.length);
    }

    private static RequestHead good(String lines) {
        assertThat(read(lines)).isInstanceOf(RequestHead.class);
        return (RequestHead) read(lines);
    }

    @Test
    void aRequestOfCurlIsTakenApart() {
        RequestHead head = good("GET /index?query=state%20%3D+%22ok%22&subscribe=true HTTP/1.1\r\nHost: 127.0.0.1:5556\r\nUser-Agent: curl/7.88.1\r\nAccept: */*\r\n\r\n");
        assertThat(head.method()).isEqualTo("GET");
        assertThat(head.path()).isEqualTo("/index");
        assertThat(head.query()).containsEntry("query", "state = \"ok\"").containsEntry("subscribe", "true");
        assertThat(head.header("host")).contains("127.0.0.1:5556");
        assertThat(head.body()).isEqualTo(new RequestHead.Body.None());
        assertThat(head.staysOpen()).isTrue();
    }

    @Test
    void aListOfWordsIsFoundInSeveralHeadersAndAnyCase() {
        RequestHead head = good("GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\nconnection: Upgrade, close\r\n\r\n");
        assertThat(head.says("connection", "upgrade")).isTrue();
        assertThat(head.says("connection", "up")).isFalse();
        assertThat(head.staysOpen()).isFalse();
    }

    @Test
    void thePathIsDecodedAndAPlusInItStays() {
        assertThat(good("GET /pubsub/a+b%C3%A5?x HTTP/1.0\n\n").path()).isEqualTo("/pubsub/a+bå");
        assertThat(good("GET /%41 HTTP/1.0\n\n").path()).isEqualTo("/A");
    }

    @Test
    void theEndOfTheBodyIsToldOnce() {
        assertThat(good("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 012\r\n\r\n").body()).isEqualTo(new RequestHead.Body.Length(12));
        assertThat(good("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n").body()).isEqualTo(new RequestHead.Body.Chunked());
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "\r\n", "GET /", "GET / HTTP/2.0\r\nHost: a", "GET  / HTTP/1.1\r\nHost: a", "G(T / HTTP/1.1\r\nHost: a", "GET http://a/ HTTP/1.1\r\nHost: a", "GET /\u007f HTTP/1.1\r\nHost: a",
            "GET / HTTP/1.1", "GET / HTTP/1.1\r\nHost: a\r\nHost: b", "GET / HTTP/1.1\r\nHost: a\r\n folded: x", "GET / HTTP/1.1\r\nHost : a", "GET / HTTP/1.1\r\nHost: a\u0000b",
            "GET /%4 HTTP/1.1\r\nHost: a", "GET /%zz HTTP/1.1\r\nHost: a", "GET /%ff HTTP/1.1\r\nHost: a", "GET /?a=%fe HTTP/1.1\r\nHost: a",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999999999999999"})
    void whatMayBeUnderstoodInTwoWaysIsRefused(String lines) {
        assertThat(read(lines + "\r\n\r\n")).isInstanceOfSatisfying(Head.Damage.class, d -> {
            assertThat(d.status()).isEqualTo(400);
            assertThat(d.why()).isNotEmpty();
        });
    }

    @Test
    void aCodingThatIsNotKnownIsToldApart() {
        assertThat(read("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n")).isInstanceOfSatisfying(Head.Damage.class, d -> assertThat(d.status()).isEqualTo(501));
    }

    @Test
    void moreHeadersThanAnybodySendsAreRefused() {
        assertThat(read("GET / HTTP/1.1\r\n" + "a: b\r\n".repeat(101) + "\r\n")).isInstanceOf(Head.Damage.class);
    }
}
