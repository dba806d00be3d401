package vor.server.app;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import vor.server.backup.Limits;

/** Reads the section {@code backup}: when the newest backup is too old. */
final class BackupReader {
    private static final String NAME = "backup";
    private static final Key BACKUP = Key.of(NAME, "When the newest backup is too old; off: nobody is told.").otherwise("on");
    private static final Key WORN =
            Key.of("worn", "From this age on it stands in the list Now as worn.").otherwise(Spans.show(Limits.DEFAULT.worn()));
    private static final Key BAD = Key.of("bad", "From this age on it is bad; not less than worn.").otherwise(Spans.show(Limits.DEFAULT.bad()));
    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofDays(366);

    private BackupReader() {}

    /** Empty when nobody wants to be told. */
    static Optional<Limits> read(Settings top) {
        return top.either(NAME, () -> word(top), () -> Optional.of(limits(top)));
    }

    private static Optional<Limits> word(Settings top) {
        return top.word(BACKUP, "off, on, or {worn: 26h, bad: 3d}", Map.of("on", true, "off", false)).orElse(true)
                ? Optional.of(Limits.DEFAULT)
                : Optional.empty();
    }

    private static Limits limits(Settings top) {
        Settings section = top.section(BACKUP);
        Duration worn = section.span(WORN, LEAST, MOST).orElse(Limits.DEFAULT.worn());
        Optional<Duration> bad = section.span(BAD, LEAST, MOST);
        if (bad.filter(b -> b.compareTo(worn) < 0).isPresent()) {
            section.fault("bad", "expected no less than worn, " + Spans.show(worn));
            return Limits.DEFAULT;
        }
        return new Limits(worn, bad.orElse(worn.compareTo(Limits.DEFAULT.bad()) > 0 ? worn : Limits.DEFAULT.bad()));
    }
}
