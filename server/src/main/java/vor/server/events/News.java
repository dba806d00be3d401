package vor.server.events;

import java.util.List;

/**
 * What happened to the index since a version.
 *
 * @param version to ask with the next time
 * @param whole whether a reader has to forget all that it had: {@code entries} is everything then
 * @param entries new or changed, in no order
 * @param gone what is in the index no more, oldest first
 */
public record News(long version, boolean whole, List<Entry> entries, List<Gone> gone) {
    public News {
        entries = List.copyOf(entries);
        gone = List.copyOf(gone);
    }

    /** @param why in words for people */
    public record Gone(String host, String service, String why, long version) {}
}
