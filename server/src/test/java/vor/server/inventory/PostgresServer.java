package vor.server.inventory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * Debian's PostgreSQL on a free port of the loopback with a folder of its own, as the user {@code postgres} where we are
 * root. One for all tests of the process; each place is a schema of its own in it.
 */
final class PostgresServer implements AutoCloseable {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static @Nullable PostgresServer shared;

    private final Path programs;
    private final Path folder;
    private final int port;
    private final boolean root = "root".equals(System.getProperty("user.name"));

    private PostgresServer(Path programs) throws IOException, InterruptedException {
        this.programs = programs;
        folder = Files.createTempDirectory("vor-postgres");
        if (root) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            UserPrincipal owner = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres");
            Files.setOwner(folder, owner);
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        run("initdb", "-D", data(), "-U", "vor", "--auth=trust", "--no-locale", "--encoding=UTF8", "--no-sync");
        start();
    }

    /** The one of this process; the test is left out, and says so, where there is no PostgreSQL. */
    static synchronized PostgresServer shared() {
        Optional<Path> programs = programs();
        Assumptions.assumeTrue(programs.isPresent(), "skipped: no PostgreSQL here (Debian: apt-get install postgresql)");
        if (shared == null) {
            shared = fresh();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /** One that may be killed; the caller closes it. */
    static PostgresServer fresh() {
        try {
            return new PostgresServer(programs().orElseThrow());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("PostgreSQL could not be started", e);
        }
    }

    static Optional<Path> programs() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(v -> v.resolve("bin")).filter(b -> Files.isExecutable(b.resolve("initdb"))).max(Comparator.naturalOrder());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    void start() throws IOException, InterruptedException {
        run("pg_ctl", "-D", data(), "-w", "-t", "60", "-l", folder.resolve("log").toString(), "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder + " -c autovacuum=off", "start");
    }

    /** As when its power is gone: no goodbye to anybody. */
    void kill() throws IOException, InterruptedException {
        long pid = Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst().strip());
        List<ProcessHandle> all = new ArrayList<>();
        ProcessHandle.of(pid).ifPresent(p -> {
            p.descendants().forEach(all::add);
            all.add(p);
        });
        all.reversed().forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : all) {
            process.onExit().join();
        }
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(root ? List.of("runuser", "-u", "postgres", "--") : List.<String>of());
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("vor-postgres", ".out");
        Process process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(program + ": " + Files.readString(out));
        }
        Files.delete(out);
    }

    /** A schema that nobody has used. */
    Place.Server place() {
        return new Place.Server(
                "127.0.0.1", port, "postgres", "vor", Map.of("currentSchema", "test" + SCHEMAS.incrementAndGet()), Optional.empty());
    }

    @Override
    public void close() {
        try {
            run("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
        } catch (IOException e) {
            // it was killed already
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
        } catch (IOException e) {
            // a file of a folder that goes with the machine
        }
    }
}
