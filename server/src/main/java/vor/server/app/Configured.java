package vor.server.app;

import java.io.IOException;
import java.nio.file.Path;

/** Runs what needs a configuration, or says what is wrong with it. */
final class Configured {
    private Configured() {}

    /** Work on a valid configuration; gives the exit code. */
    interface Work {
        int on(Config config) throws IOException, ConfigException, InterruptedException;
    }

    /** The configuration comes without the secrets of its credentials. */
    static int with(String file, Work work) {
        try {
            return work.on(ConfigReader.withoutSecrets(Path.of(file)));
        } catch (ConfigException e) {
            e.problems().forEach(p -> System.err.println(p));
            return 2;
        } catch (IOException e) {
            System.err.println("vor: " + Failure.inWords(e));
            return 1;
        } catch (RuntimeException e) {
            System.err.println("vor: " + Failure.inWords(e));
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
