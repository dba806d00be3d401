package vor.server.receive.statsd;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** npm's own statsd, played by Node without a network: {@code npm-statsd.js} among the resources. */
final class NpmStatsd {
    private static final String FOLDER = "VOR_STATSD_NPM";

    private final Path folder;

    private NpmStatsd(Path folder) {
        this.folder = folder;
    }

    /** Skips the test where there is none. */
    static NpmStatsd orSkip() {
        String environment = System.getenv(FOLDER);
        String named = System.getProperty(FOLDER, environment == null ? "" : environment);
        skipUnless(!named.isEmpty(), FOLDER + " names no folder with npm's statsd 0.9.0 (npm pack statsd@0.9.0, unpacked)");
        Path folder = Path.of(named);
        skipUnless(Files.isReadable(folder.resolve("stats.js")), "there is no stats.js in " + FOLDER + "=" + named);
        skipUnless(hasNode(), "there is no node to run npm's statsd with");
        return new NpmStatsd(folder);
    }

    private static void skipUnless(boolean there, String why) {
        if (!there) {
            System.out.println("skipped: " + why);
        }
        assumeTrue(there, "skipped: " + why);
    }

    private static boolean hasNode() {
        try {
            return new ProcessBuilder("node", "--version").redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What is sent to it, one step after the other. */
    static final class Steps {
        private final StringBuilder out = new StringBuilder();

        Steps(String configuration) {
            out.append(configuration).append('\n');
        }

        void packet(byte[] bytes) {
            out.append("p ").append(Base64.getEncoder().encodeToString(bytes)).append('\n');
        }

        /** At the management port. */
        void command(String words) {
            out.append("m ").append(words).append('\n');
        }

        void flush(Instant now) {
            out.append("f ").append(now.toEpochMilli()).append('\n');
        }
    }

    /** The lines that Graphite would get, or the console shows, of each flush, and each answer to a command. */
    List<List<String>> flushed(Steps steps) throws IOException, InterruptedException {
        Path script = Files.createTempFile("npm-statsd", ".js");
        Path in = Files.createTempFile("npm-statsd", ".in");
        Path out = Files.createTempFile("npm-statsd", ".out");
        try (InputStream source = Objects.requireNonNull(NpmStatsd.class.getResourceAsStream("/vor/statsd/npm-statsd.js"))) {
            Files.write(script, source.readAllBytes());
            Files.writeString(in, steps.out);
            Process node = new ProcessBuilder("node", script.toString(), folder.toString())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!node.waitFor(120, TimeUnit.SECONDS) || node.exitValue() != 0) {
                node.destroyForcibly();
                throw new IOException("node did not do it");
            }
            return split(Files.readString(out, StandardCharsets.UTF_8));
        } finally {
            for (Path path : List.of(script, in, out)) {
                Files.deleteIfExists(path);
            }
        }
    }

    static List<List<String>> split(String text) {
        List<List<String>> flushes = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (line.equals("--")) {
                flushes.add(lines);
                lines = new ArrayList<>();
            } else {
                lines.add(line);
            }
        }
        return flushes;
    }
}
