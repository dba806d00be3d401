package vor.wire.graphite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** The real python3; a test that needs it is skipped where there is none. */
final class Python {
    static final int NEWEST_PROTOCOL = 5;

    /** A bomb that is meant for us may not take the machine's memory by way of Python. */
    private static final String LIMIT = "import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n";

    private Python() {}

    /** The lines that the script prints, which has to read all its input before. */
    static List<String> lines(String script, byte[] input, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("python3", "-c", LIMIT + script);
        builder.command().addAll(List.of(arguments));
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = started(builder);
        try (OutputStream out = process.getOutputStream()) {
            out.write(input);
        }
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        assertThat(process.waitFor()).as("python3 has failed, see its words above").isZero();
        return lines;
    }

    /** What {@code expression} makes, pickled in protocol 0 and so on to the newest. */
    static List<byte[]> pickles(String setup, String expression, String... arguments) throws IOException, InterruptedException {
        String script = "import pickle, os, sys\n" + setup + "\nfor p in range(6): print(pickle.dumps(" + expression + ", p).hex())\n";
        List<byte[]> pickles = lines(script, new byte[0], arguments).stream().map(HexFormat.of()::parseHex).toList();
        assertThat(pickles).hasSize(NEWEST_PROTOCOL + 1);
        return pickles;
    }

    private static Process started(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            return abort("skipped: there is no python3 to write pickles (Debian package python3): " + e.getMessage());
        }
    }
}
