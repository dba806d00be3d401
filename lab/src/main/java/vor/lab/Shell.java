package vor.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs the commands of iproute2 and nftables. */
final class Shell {
    private Shell() {}

    /**
     * @return what it printed.
     *
     * @throws LabException where it is missing or fails, with what it said
     */
    static String run(List<String> prefix, List<String> command, String input) {
        Result result = attempt(prefix, command, input);
        if (result.code != 0) {
            throw new LabException(String.join(" ", command) + " failed: " + result.error.strip());
        }
        return result.output;
    }

    static String run(List<String> prefix, String... command) {
        return run(prefix, List.of(command), "");
    }

    static boolean succeeds(List<String> prefix, String... command) {
        return attempt(prefix, List.of(command), "").code == 0;
    }

    private static Result attempt(List<String> prefix, List<String> command, String input) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        try {
            Process process = new ProcessBuilder(all).start();
            Drain error = new Drain(process.getErrorStream());
            feed(process.getOutputStream(), input);
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            return new Result(code, output, error.text());
        } catch (IOException e) {
            throw new LabException("cannot run " + all.get(0) + ": " + e.getMessage()
                    + ". The practice network needs the Debian packages iproute2, nftables and util-linux", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while " + command.get(0) + " ran", e);
        }
    }

    private static void feed(OutputStream to, String input) {
        try (to) {
            to.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException endedEarly) {
            // Its exit code and its words on stderr say why.
        }
    }

    private record Result(int code, String output, String error) {}

    /** Reads a stream to its end beside the main one, so that neither fills up. */
    private static final class Drain {
        private final Thread thread;
        private String text = "";

        Drain(InputStream from) {
            thread = Thread.ofVirtual().start(() -> {
                try {
                    text = new String(from.readAllBytes(), StandardCharsets.UTF_8);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        String text() throws InterruptedException {
            thread.join();
            return text;
        }
    }
}
