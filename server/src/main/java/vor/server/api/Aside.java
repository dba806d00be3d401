package vor.server.api;

import java.io.IOException;

/** What only one reader of {@code /live} is told, between the frames that all are told. */
interface Aside {
    /** Names the stream to its reader. */
    String id();

    /** Whether it is to be asked for news. Called under a lock; returns at once. */
    boolean isDue();

    /** Writes what is new, if it is due; on the thread of the reader, which may take its time. */
    void tell(Live.Outlet outlet) throws IOException;
}
