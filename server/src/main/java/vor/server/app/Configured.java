package vor.server.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;

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

    /** The page leaves the machine only with TLS and accounts, which this version lacks. */
    static void requireLoopback(Config config, String file) throws ConfigException {
        String host = config.listen().host();
        try {
            if (InetAddress.getByName(host).isLoopbackAddress()) {
                return;
            }
        } catch (UnknownHostException e) {
            throw new ConfigException(List.of(new ConfigProblem(file, 0, 0, "listen", "\"" + host + "\" is no address of this machine")));
        }
        throw new ConfigException(List.of(new ConfigProblem(
                file,
                0,
                0,
                "listen",
                host + " would show the page to others, and this version has neither TLS nor accounts:"
                        + " use 127.0.0.1 or [::1], and an SSH tunnel from elsewhere")));
    }
}
