package vor.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import vor.outside.Checkout;

/** The Debian package in a clean Debian 12: {@code dist/test-package} does it and says what it has seen. */
final class PackageTest {
    private static final Duration MOST = Duration.ofMinutes(10);
    private static final int CANNOT_RUN = 77;

    /** It takes some minutes and a mirror of Debian: {@code make test-package} does the same. */
    @Test
    @EnabledIfEnvironmentVariable(
            named = "VOR_TEST_PACKAGE",
            matches = "1",
            disabledReason = "the Debian package is tested by: make test-package (or VOR_TEST_PACKAGE=1 make test)")
    void installsStartsPingsIsUpgradedRemovedAndPurged() throws IOException, InterruptedException {
        Path log = Ground.folder("package").resolve("log");
        Process process = new ProcessBuilder(Checkout.root().resolve("dist/test-package").toString())
                .directory(Checkout.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(MOST.toMillis(), TimeUnit.MILLISECONDS);
        process.destroy();
        List<String> said = Files.readAllLines(log);
        System.out.println(String.join("\n", said));

        assertThat(ended).as("it ends within %s", MOST).isTrue();
        assumeTrue(process.exitValue() != CANNOT_RUN, () -> said.getLast());
        assertThat(process.exitValue()).as(String.join("\n", said)).isZero();
        assertThat(said).contains("ok: the package");
    }
}
