package vor.server.receive.syslog;

import vor.server.receive.hints.Door;
import vor.server.receive.hints.Heard;
import vor.wire.syslog.Line;
import vor.wire.syslog.SyslogReader;

/** Where syslog comes in, in the forms of RFC 3164 and RFC 5424. */
public record SyslogDoor(String host, int port) implements Door {
    @Override
    public String name() {
        return "syslog";
    }

    @Override
    public Heard read(byte[] bytes, int length, long nanos) {
        return switch (SyslogReader.read(bytes, length)) {
            case Line.Damage(String why) -> new Heard.Bad(why);
            case Line.Said said -> LinkTexts.word(said)
                    .<Heard>map(w -> new Heard.Link(w, Heard.NO_REPLY))
                    .orElseGet(() -> new Heard.Other(said.host(), Heard.NO_REPLY));
        };
    }
}
