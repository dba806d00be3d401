package vor.server.receive.riemann;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Certificates that openssl makes in a folder. */
final class Certificates {
    static final Path OPENSSL = Path.of("/usr/bin/openssl");

    private final Path folder;

    Certificates(Path folder) {
        this.folder = folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** One that signs others: NAME.crt, NAME.key. */
    void authority(String name) throws Exception {
        openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout " + name + ".key -out " + name + ".crt -subj /CN=" + name + " -days 2");
    }

    void signed(String name, String authority) throws Exception {
        openssl("req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout " + name + ".key -out " + name + ".csr -subj /CN=127.0.0.1");
        openssl("x509 -req -in " + name + ".csr -CA " + authority + ".crt -CAkey " + authority + ".key -CAcreateserial -days 2 -out " + name + ".crt");
    }

    private void openssl(String words) throws Exception {
        List<String> command = new ArrayList<>(List.of(OPENSSL.toString()));
        command.addAll(List.of(words.split(" ")));
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
