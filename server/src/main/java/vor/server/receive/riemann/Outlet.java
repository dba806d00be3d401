package vor.server.receive.riemann;

import java.io.IOException;

/** Where a reader of events gets them. Each call takes some seconds at most, or ends the connection. */
interface Outlet {
    /** @param json one event */
    void event(byte[] json) throws IOException;

    /** Shows that we are there. */
    void ping() throws IOException;

    /** What was given goes out. */
    void flush() throws IOException;

    /** Says goodbye, in words for people; nothing follows. */
    void end(Parting parting, String why) throws IOException;

    /** Why it is over. */
    enum Parting {
        DONE,
        TOO_SLOW
    }
}
