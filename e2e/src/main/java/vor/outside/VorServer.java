package vor.outside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One {@code ./vor run} on a folder of its own. It may be started, ended and started again on the same folder and port,
 * with everything as shipped. For one thread at a time.
 */
public final class VorServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private final Map<String, String> environment = new HashMap<>();
    private List<String> before = List.of();
    private @Nullable Process process;

    private VorServer(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Writes a configuration into the folder; {@code monitor} may be empty. Nothing runs yet. */
    public static VorServer in(Path folder, String site, String monitor) {
        try {
            Files.createDirectories(folder);
            int port = freePort();
            List<String> lines = new ArrayList<>(List.of("site:", "  name: " + site, "  zone: Europe/Oslo"));
            if (!monitor.isEmpty()) {
                lines.add("  monitor: " + monitor);
            }
            lines.addAll(List.of("listen: 127.0.0.1:" + port, "data: data"));
            Files.write(folder.resolve("vor.yaml"), lines);
            return new VorServer(folder.toAbsolutePath(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code ./vor import FILE}. */
    public void importInventory(Path file) {
        Checkout.vor("import", "--config", config(), file.toString());
    }

    /** From its next start on it asks every device by SNMP, version 2c. */
    public VorServer asking(String community) {
        return asking(community, "");
    }

    /** @param pace such as {@code normal: 10s, slow: 1min}; empty for the usual one */
    public VorServer asking(String community, String pace) {
        return asking(community, List.of("{credential: all" + (pace.isEmpty() ? "" : ", " + pace) + "}"));
    }

    /** @param rules one or more of {@code snmp.ask}, for the credential "all" */
    public VorServer asking(String community, List<String> rules) {
        try {
            Files.writeString(folder.resolve("community"), community + "\n");
            List<String> lines = new ArrayList<>(
                    List.of("snmp:", "  credentials:", "    all: {version: 2c, community: file:community}", "  ask:"));
            rules.forEach(r -> lines.add("    - " + r));
            Files.write(folder.resolve("vor.yaml"), lines, StandardOpenOption.APPEND);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From its next start on it hears traps under the credential of {@link #asking(String)}. @param listen such as 127.0.0.1:1162 */
    public VorServer hearing(String listen) {
        return with("receive:", "  traps: {listen: \"" + listen + "\", credentials: [all]}");
    }

    /** Adds lines to its configuration, for its next start. */
    public VorServer with(String... lines) {
        try {
            Files.write(folder.resolve("vor.yaml"), List.of(lines), StandardOpenOption.APPEND);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From its next start on it has these variables as well. */
    public VorServer with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** From its next start on it runs on this processor alone. */
    public VorServer pinned(int processor) {
        before = List.of("taskset", "-c", Integer.toString(processor));
        return this;
    }

    /** Starts it and waits until it says that it is well. */
    public VorServer start() {
        launch();
        Deadline.until(START, () -> "the server answers /healthz; its log: " + log(), this::answers);
        return this;
    }

    /** Starts it and waits for nothing. */
    public Process launch() {
        if (process != null && process.isAlive()) {
            throw new IllegalStateException("it runs already");
        }
        try {
            List<String> command = new ArrayList<>(before);
            command.addAll(List.of(Checkout.launcher().toString(), "run", "--config", config()));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
            builder.environment().putAll(environment);
            process = builder.start();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean runs() {
        return process != null && process.isAlive();
    }

    /** Whether it answers that it is well, or that it is blind. */
    public boolean answers() {
        if (process != null && !process.isAlive()) {
            throw new IllegalStateException("the server ended with " + process.exitValue() + ": " + log());
        }
        try (Api api = api()) {
            HttpResponse<String> reply = api.raw("GET", "/healthz", null);
            return reply.statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** {@code kill -9}; returns when it is gone. */
    public void kill() {
        end(true);
    }

    /** Asks it to end, as a service manager would; returns when it has ended. */
    public void stop() {
        end(false);
    }

    private void end(boolean hard) {
        Process running = process;
        if (running == null) {
            return;
        }
        if (hard) {
            running.destroyForcibly();
        } else {
            running.destroy();
        }
        try {
            if (!running.waitFor(20, TimeUnit.SECONDS)) {
                running.destroyForcibly();
                throw new IllegalStateException("the server did not end within 20 s when asked to: " + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running.destroyForcibly();
        }
        process = null;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    public Api api() {
        return new Api(url());
    }

    public Path folder() {
        return folder;
    }

    /** The process of the server itself (the launcher becomes it). */
    public long pid() {
        if (process == null) {
            throw new IllegalStateException("the server does not run");
        }
        return process.pid();
    }

    /** The last lines that it wrote. */
    public String log() {
        try {
            List<String> lines = Files.exists(logFile()) ? Files.readAllLines(logFile()) : List.of();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            return "(the log cannot be read: " + e.getMessage() + ")";
        }
    }

    private Path logFile() {
        return folder.resolve("server.log");
    }

    /** The configuration's file. */
    public String config() {
        return folder.resolve("vor.yaml").toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
