package vor.server.receive.net;

import java.io.IOException;

/** A socket that something listens on. */
public interface Port extends AutoCloseable {
    /** 1 to 65535. */
    int number();

    /** Protocol, address and number: {@code TCP 127.0.0.1:5555}, {@code UDP [::1]:8125}, {@code UDP *:8125} for every address of the machine. */
    String words();

    /** Frees the number at once; who is served is sent away. */
    @Override
    void close() throws IOException;
}
