package vor.server.receive.riemann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vor.model.Event;
import vor.model.Metric;
import vor.server.access.tls.MutualTls;

/** Debian's syslog-ng sends what it reads as Riemann's events. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SyslogNgTest {
    private static final Path SYSLOG_NG = Path.of("/usr/sbin/syslog-ng");

    @TempDir
    Path folder = Path.of("");

    private final Fixture on = new Fixture();

    @AfterEach
    void end() {
        on.close();
    }

    private static boolean hasPlugin() throws IOException {
        if (!Files.exists(SYSLOG_NG)) {
            return false;
        }
        try (Stream<Path> all = Files.find(Path.of("/usr/lib/syslog-ng"), 3, (p, a) -> p.endsWith("libriemann.so"))) {
            return all.findAny().isPresent();
        }
    }

    private void sends(int port, String type) throws Exception {
        Path log = Files.writeString(folder.resolve("in.log"), "<11>Nov 22 20:15:00 gate sshd[42]: Failed password for root\n", StandardCharsets.UTF_8);
        Path conf = Files.writeString(
                folder.resolve("syslog-ng.conf"),
                """
                @version: 3.38
                options { keep-hostname(yes); };
                source s { file("%s" follow-freq(0.2)); };
                destination d {
                  riemann(server("127.0.0.1") port(%d) %s
                    host("${HOST}") service("syslog/${PROGRAM}") state("${LEVEL}") description("${MESSAGE}") metric(int("7")) ttl("30") tags("log", "auth") attributes(pair("pid" "${PID}")));
                };
                log { source(s); destination(d); };
                """.formatted(log, port, type));
        Process syslog = new ProcessBuilder(
                        SYSLOG_NG.toString(), "-F", "--no-caps", "-f", conf.toString(), "--persist-file=" + folder.resolve("persist"), "--control=" + folder.resolve("control"),
                        "--pidfile=" + folder.resolve("pid"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        try {
            Event event = Optional.ofNullable(on.taken.poll(60, TimeUnit.SECONDS)).orElseThrow(() -> new AssertionError(said()));
            assertThat(event.host()).isEqualTo("gate");
            assertThat(event.service()).isEqualTo("syslog/sshd");
            assertThat(event.state()).isEqualTo("err");
            assertThat(event.description()).isEqualTo("Failed password for root");
            assertThat(event.metric()).contains(new Metric.Whole(7));
            assertThat(event.ttl()).contains(Duration.ofSeconds(30));
            assertThat(event.tags()).contains("log", "auth");
            assertThat(event.attributes()).containsEntry("pid", "42");
        } finally {
            syslog.destroyForcibly().waitFor();
        }
    }

    private String said() {
        try {
            return "syslog-ng sent nothing and said: " + Files.readString(folder.resolve("said"));
        } catch (IOException e) {
            return "syslog-ng sent nothing";
        }
    }

    @Test
    void itsEventsComeInOverTcp() throws Exception {
        assumeTrue(hasPlugin(), "Debian's syslog-ng-mod-riemann is not here");
        on.server.settings(Optional.of(Fixture.settings(Optional.empty(), Optional.empty(), Optional.empty())));
        sends(on.port(0), "type(\"tcp\")");
    }

    @Test
    void itsEventsComeInOverTls() throws Exception {
        assumeTrue(hasPlugin(), "Debian's syslog-ng-mod-riemann is not here");
        Certificates all = new Certificates(folder);
        all.authority("ca");
        all.signed("server", "ca");
        all.signed("client", "ca");
        on.server.certificate(Optional.of(MutualTls.context(all.file("server.crt"), "the test", Files.readString(all.file("server.key")), all.file("ca.crt"))));
        on.server.settings(Optional.of(Fixture.settings(Optional.of(Fixture.ANY), Optional.empty(), Optional.empty())));
        sends(on.port(1), "type(\"tls\" ca-file(\"%s\") cert-file(\"%s\") key-file(\"%s\"))".formatted(all.file("ca.crt"), all.file("client.crt"), all.file("client.key")));
        assertThat(List.copyOf(on.server.lastBad())).isEmpty();
    }
}
