package vor.server.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import vor.model.Handler;
import vor.model.Notice;
import vor.server.api.SiteInfo;
import vor.server.backup.Backups;

/** What is true of the site as a whole, as the configuration and the rooms have it now. Any thread. */
final class SiteBoard {
    private static final Comparator<Notice> WORST_FIRST = Comparator.comparing(Notice::state).reversed();

    private final Instant started;
    private final Supplier<Config> config;
    private final Supplier<List<Handler>> handlers;
    private final Backups backups;
    private final Supplier<List<Notice>> others;
    private volatile SiteInfo told;

    /** @param others notices beside those on backups */
    SiteBoard(Instant started, Supplier<Config> config, Supplier<List<Handler>> handlers, Backups backups, Supplier<List<Notice>> others) {
        this.started = started;
        this.config = config;
        this.handlers = handlers;
        this.backups = backups;
        this.others = others;
        told = now();
    }

    SiteInfo now() {
        Config.Site site = config.get().site();
        return new SiteInfo(site.name(), site.zone(), Main.VERSION, started, site.monitor(), handlers.get().stream().map(SiteInfo.Point::of).toList(), notices(), backups.last());
    }

    private List<Notice> notices() {
        List<Notice> all = new ArrayList<>(others.get());
        config.get().backup().flatMap(backups::notice).ifPresent(all::add);
        all.sort(WORST_FIRST);
        return all;
    }

    /** To be called about once a second: tells what has changed since the last time. */
    synchronized void tell(Consumer<SiteInfo> readers) {
        SiteInfo now = now();
        if (!now.equals(told)) {
            told = now;
            readers.accept(now);
        }
    }
}
