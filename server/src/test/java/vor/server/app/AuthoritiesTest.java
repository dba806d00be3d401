package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.model.Clock;
import vor.server.access.tls.Identity;

/** A server whose certificate only the machine's own list vouches for. */
class AuthoritiesTest {
    @TempDir
    Path folder = Path.of("");

    private HttpsServer server;

    @BeforeEach
    void open() throws IOException {
        Identity identity = Identity.own(folder, Set.of("127.0.0.1"), Set.of(), Clock.system());
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity.context()));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private int ask(HttpClient.Builder builder) throws IOException, InterruptedException {
        try (HttpClient client = builder.build()) {
            URI uri = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void whomTheJdkDoesNotKnowIsNotBelieved() {
        assertThatThrownBy(() -> ask(Authorities.client(null))).isInstanceOf(SSLException.class);
    }

    @Test
    void whomTheMachineKnowsIsBelieved() throws Exception {
        assertThat(ask(Authorities.client(folder.resolve("tls-own.crt").toString()))).isEqualTo(204);
    }

    @Test
    void aListThatIsMissingOrNoneMakesNobodyBelieved() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nnothing\n-----END CERTIFICATE-----\n");
        for (Path list : new Path[] {folder.resolve("none.pem"), broken}) {
            assertThatThrownBy(() -> ask(Authorities.client(list.toString()))).isInstanceOf(SSLException.class);
        }
    }
}
