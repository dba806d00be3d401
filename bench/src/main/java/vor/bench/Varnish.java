package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import vor.outside.Api;
import vor.outside.Deadline;

/** The peer: Debian's Varnish before a server, on one processor. It keeps what it was told for a minute. */
final class Varnish implements AutoCloseable {
    private final Process process;
    private final URI url;

    private Varnish(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Ready when this returns. */
    static Varnish before(URI server, Path folder, int processor) {
        try {
            Path rules = Files.writeString(folder.resolve("bench.vcl"), """
                    vcl 4.1;
                    backend vor { .host = "%s"; .port = "%d"; }
                    sub vcl_recv { set req.http.Host = "%s"; return (hash); }
                    sub vcl_backend_fetch { unset bereq.http.Accept-Encoding; }
                    sub vcl_backend_response { set beresp.ttl = 1m; return (deliver); }
                    """.formatted(server.getHost(), server.getPort(), server.getAuthority()));
            int port = freePort();
            Process process = new ProcessBuilder(
                            "taskset", "-c", Integer.toString(processor), "varnishd", "-F", "-a", "127.0.0.1:" + port, "-f", rules.toString(),
                            "-n", folder.toAbsolutePath().toString(), "-s", "malloc,64m", "-T", "none")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("varnish.log").toFile())
                    .start();
            Varnish varnish = new Varnish(process, URI.create("http://127.0.0.1:" + port + "/"));
            Deadline.until(Duration.ofSeconds(20), () -> "Varnish answers; see " + folder.resolve("varnish.log"), varnish::answers);
            return varnish;
        } catch (IOException e) {
            throw new UncheckedIOException("Debian's package varnish is needed", e);
        }
    }

    private boolean answers() {
        try (Api api = new Api(url)) {
            return api.raw("GET", "/api/v1/devices", null).statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
