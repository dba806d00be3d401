package vor.server.app;

import java.time.Duration;
import java.util.Map;
import vor.server.journal.JournalSettings;

/** Reads the section {@code journal}: how much of the events that came is kept on disk. */
final class JournalSection {
    private static final String NAME = "journal";
    private static final JournalSettings USUAL = JournalSettings.DEFAULT;
    private static final Key JOURNAL =
            Key.of(NAME, "Whether events that came are kept in the folder journal of the data folder, to be run through rules again (docs/howto/events.md).").otherwise("on");
    private static final Key KEEP = Key.of("keep", "How old they may become.").otherwise(Spans.show(USUAL.keep()));
    private static final Key SIZE = Key.of("size", "How much of the disk they may take, from 10MB to 100TB; the oldest leave first.").otherwise(Sizes.show(USUAL.bytes()));
    private static final Duration LEAST = Duration.ofMinutes(10);
    private static final Duration MOST = Duration.ofDays(366);
    private static final long SMALLEST = 10_000_000L;
    private static final long LARGEST = 100_000_000_000_000L;

    private JournalSection() {}

    static JournalSettings read(Settings top) {
        return top.either(NAME, () -> word(top), () -> settings(top));
    }

    private static JournalSettings word(Settings top) {
        return top.word(JOURNAL, "off, on, or {keep: 24h, size: 1GB}", Map.of("on", true, "off", false)).orElse(true) ? USUAL : JournalSettings.OFF;
    }

    private static JournalSettings settings(Settings top) {
        Settings section = top.section(JOURNAL);
        Duration keep = section.span(KEEP, LEAST, MOST).orElse(USUAL.keep());
        long size = section.read(
                        SIZE, "a size from " + Sizes.show(SMALLEST) + " to " + Sizes.show(LARGEST) + ", such as 500MB or 1GB", Shape.pattern("^" + Sizes.FORM + "$"),
                        s -> Sizes.parse(s).filter(b -> b >= SMALLEST && b <= LARGEST))
                .orElse(USUAL.bytes());
        return new JournalSettings(true, keep, size);
    }
}
