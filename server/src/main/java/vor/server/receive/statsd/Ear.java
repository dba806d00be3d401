package vor.server.receive.statsd;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** Where clients are heard. A port of 0 is any that is free. */
public sealed interface Ear {

    record Udp(String host, int port) implements Ear {}

    /** Lines; what was begun and not ended when a connection ends does not count. */
    record Tcp(String host, int port) implements Ear {}

    /**
     * As TCP, at a socket in the file system.
     *
     * @param rights of the socket; those that the process gives its files when empty
     */
    record Unix(Path path, Optional<Set<PosixFilePermission>> rights) implements Ear {
        public Unix {
            rights = rights.map(Set::copyOf);
        }
    }
}
