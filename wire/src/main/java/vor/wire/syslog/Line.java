package vor.wire.syslog;

/** What came to where syslog is taken turned out to be this. */
public sealed interface Line {

    /**
     * A line, as far as it could be taken apart. Texts are cut where the datagram was cut, and hold no control characters.
     *
     * @param facility 0 to 23
     * @param severity 0 (worst) to 7
     * @param host who it says it is from; empty when it does not say
     * @param program without process id; empty when it does not say
     * @param id MSGID of RFC 5424; empty otherwise
     * @param data structured data of RFC 5424 as it stands; empty otherwise
     * @param text the rest
     */
    record Said(int facility, int severity, String host, String program, String id, String data, String text) implements Line {}

    record Damage(String why) implements Line {}
}
