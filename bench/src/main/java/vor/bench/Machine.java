package vor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vor.outside.Checkout;

/** On what, and of what, a result was measured. */
final class Machine {
    private Machine() {}

    static String describe() {
        String cpu = field(Path.of("/proc/cpuinfo"), "model name").replaceAll("\\s+", " ");
        String memory = field(Path.of("/proc/meminfo"), "MemTotal");
        return Runtime.getRuntime().availableProcessors() + " x " + cpu + ", " + memory + ", Linux "
                + System.getProperty("os.version") + ", Java " + Runtime.version();
    }

    /** The commit of the checkout, with a mark when files differ from it. */
    static String commit() {
        try {
            String said = Checkout.run(Checkout.root(), List.of("git", "describe", "--always", "--dirty=+changes", "--abbrev=12"));
            return said.strip();
        } catch (RuntimeException noGit) {
            return "unknown";
        }
    }

    private static String field(Path file, String name) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
