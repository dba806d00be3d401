package vor.bench;

import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vor.outside.Chromium;
import vor.outside.Deadline;
import vor.outside.LiveFrame;
import vor.outside.LiveReader;
import vor.outside.PaintLog;
import vor.outside.VorServer;

/**
 * The map with ten thousand boxes, all in view, a hundred of which change each second: what the page's one thread has to do for a frame while somebody pans and
 * zooms, how long a change takes from the stream to the screen, how long the first load takes.
 */
final class PageBench implements Bench {
    private static final int ROWS = 100;
    private static final int EACH = 100;
    /** With twenty writes a second. */
    private static final int CHANGED_AT_ONCE = 5;
    private static final Duration WARM = Duration.ofSeconds(10);
    private static final Duration SPAN = Duration.ofSeconds(20);
    private static final int LOADS = 7;

    /* A box that has a place on the screen is drawn in the frame that follows. */
    private static final String DRAWN =
            """
            globalThis.vorDrawn = new Promise(done => {
              const look = () => globalThis.vorMap?.boxOf('d1')
                ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))
                : requestAnimationFrame(look);
              requestAnimationFrame(look);
            });
            """;

    @Override
    public String name() {
        return "page";
    }

    @Override
    public String about() {
        return "ten thousand boxes on the map: work of a frame, change to paint, first load";
    }

    @Override
    public void measure(Run run) {
        try (VorServer server = server(run)) {
            server.start();
            loads(run, server);
            frames(run, server);
        }
    }

    /** Devices without addresses: nothing changes but what is written. */
    private static VorServer server(Run run) {
        Path folder = run.folder("site");
        StringBuilder yaml = new StringBuilder("vor: inventory/1\nplans:\n  hall: {title: Hall, width: 210, height: 210}\ndevices:\n");
        for (int i = 0; i < ROWS * EACH; i++) {
            yaml.append(String.format(
                    Locale.ROOT, "  d%d: {placements: [{plan: hall, x: %.1f, y: %.1f, width: 1.8, height: 1.6}]}%n",
                    i + 1, 4 + i % EACH * 2.0, 4 + i / EACH * 2.0));
        }
        VorServer server = VorServer.in(folder, "Ten thousand", "");
        try {
            server.importInventory(Files.writeString(folder.resolve("inventory.yaml"), yaml));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void loads(Run run, VorServer server) {
        List<Double> times = new ArrayList<>();
        try (Chromium chromium = new Chromium()) {
            for (int i = 0, most = Run.either(LOADS, 2); i < most; i++) {
                Page page = chromium.page(1440, 900, ColorScheme.DARK);
                page.addInitScript(DRAWN);
                page.navigate(server.url().toString());
                times.add(((Number) page.evaluate("globalThis.vorDrawn")).doubleValue());
                page.context().close();
                run.step(String.format(Locale.ROOT, "load %d: drawn after %.0f ms", i + 1, times.getLast()));
            }
        }
        Percentiles p = Percentiles.of(times);
        run.figure("load.p50_ms", p.at(50), "ms");
        run.figure("load.max_ms", p.max(), "ms");
    }

    private static void frames(Run run, VorServer server) {
        Map<String, Instant> read = new ConcurrentHashMap<>();
        List<Double> toPaint = new ArrayList<>();
        try (LiveReader live = new LiveReader(server, frame -> note(read, frame));
                Chromium chromium = new Chromium();
                Changes changes = new Changes(server, PageBench::some)) {
            Page page = chromium.page(1440, 900, ColorScheme.DARK);
            PaintLog log = PaintLog.on(page);
            page.addInitScript(DRAWN);
            page.navigate(server.url().toString());
            page.evaluate("globalThis.vorDrawn");
            stepBack(page);
            changes.start();
            pan(page, Run.either(WARM, Duration.ofSeconds(3)));
            log.drain();
            run.step("panning and zooming for " + SPAN.toSeconds() + " s");
            byte[] trace = chromium.trace(page, Trace.CATEGORIES, () -> pan(page, Run.either(SPAN, Duration.ofSeconds(5))));
            for (PaintLog.Painting painting : log.drain()) {
                Instant arrived = read.get(painting.device() + " " + painting.state());
                if (arrived != null) {
                    toPaint.add(Duration.between(arrived, painting.at()).toNanos() / 1e6);
                }
            }
            changes.check();
            work(run, trace);
        }
        Percentiles p = Percentiles.of(toPaint);
        run.figure("paint.p50_ms", p.at(50), "ms");
        run.figure("paint.p95_ms", p.at(95), "ms");
        run.figure("paint.changes", toPaint.size(), "changes");
        run.step(String.format(Locale.ROOT, "delta to paint: p50 %.0f, p95 %.0f ms of %d changes", p.at(50), p.at(95), toPaint.size()));
    }

    private static void note(Map<String, Instant> read, LiveFrame frame) {
        frame.health().forEach((device, seen) -> read.put(device + " " + seen.state(), frame.arrived()));
    }

    /** So far that all boxes stay in view: one that is out of it is painted when it comes back, however late. */
    private static void stepBack(Page page) {
        page.mouse().move(500, 460);
        page.mouse().wheel(0, 80);
    }

    /** As a hand does: a drag to and fro, then the wheel in the middle, out and in. */
    private static void pan(Page page, Duration span) {
        Mouse mouse = page.mouse();
        Deadline end = Deadline.in(span);
        for (int round = 0; !end.passed(); round++) {
            mouse.move(500, 400);
            mouse.down();
            mouse.move(500 + (round % 2 == 0 ? 160 : -160), 400 + (round % 3 - 1) * 60, new Mouse.MoveOptions().setSteps(30));
            mouse.up();
            mouse.move(500, 460);
            for (int i = 0; i < 6; i++) {
                mouse.wheel(0, round % 2 == 0 ? 20 : -20);
                Deadline.pause(Duration.ofMillis(16));
            }
        }
    }

    private static void work(Run run, byte[] trace) {
        List<Double> frames = Trace.workOfFrames(trace);
        Percentiles p = Percentiles.of(frames);
        run.figure("frame.p50_ms", p.at(50), "ms");
        run.figure("frame.p95_ms", p.at(95), "ms");
        run.figure("frame.max_ms", p.max(), "ms");
        run.figure("frame.count", frames.size(), "frames");
        run.samples("frame_ms", frames);
        run.step(String.format(Locale.ROOT, "work of the main thread in %d frames: p50 %.1f, p95 %.1f, max %.1f ms", frames.size(), p.at(50), p.at(95), p.max()));
    }

    /** One after the other across the hall is put into maintenance and, when all have had their turn, taken out of it. */
    private static String some(int n) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < CHANGED_AT_ONCE; i++) {
            int turn = n * CHANGED_AT_ONCE + i;
            int device = turn * 37 % (ROWS * EACH) + 1;
            boolean there = turn / (ROWS * EACH) % 2 == 0;
            all.add("{\"name\":\"d" + device + "\",\"maintenance\":" + (there ? "{\"why\":\"bench\",\"until\":null}" : "null") + "}");
        }
        return "[" + String.join(",", all) + "]";
    }
}
