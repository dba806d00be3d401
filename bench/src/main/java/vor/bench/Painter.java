package vor.bench;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vor.outside.Chromium;
import vor.outside.Deadline;
import vor.outside.PaintLog;

/** A browser with the page open, on a thread of its own, which fetches ten times a second what has been painted. */
final class Painter implements AutoCloseable {
    private static final Duration PACE = Duration.ofMillis(100);
    private static final double OPEN_WITHIN_MS = 120_000;

    private final CountDownLatch opened = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean closing;
    private volatile @Nullable Throwable broken;

    Painter(URI page, Consumer<Collection<PaintLog.Painting>> watcher) {
        thread = new Thread(() -> watch(page, watcher), "painter");
        thread.start();
        try {
            boolean ignored = opened.await(3, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        check();
    }

    private void watch(URI url, Consumer<Collection<PaintLog.Painting>> watcher) {
        try (Chromium chromium = new Chromium()) {
            Page page = chromium.page(1440, 900, ColorScheme.DARK);
            PaintLog log = PaintLog.on(page);
            page.navigate(url.toString());
            page.locator("canvas#map").waitFor(new Locator.WaitForOptions().setTimeout(OPEN_WITHIN_MS));
            opened.countDown();
            while (!closing) {
                watcher.accept(log.drain());
                Deadline.pause(PACE);
            }
        } catch (RuntimeException e) {
            broken = e;
        } finally {
            opened.countDown();
        }
    }

    /** Throws what broke it, if anything did. */
    void check() {
        Throwable reason = broken;
        if (reason != null) {
            throw new IllegalStateException("the browser broke", reason);
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
