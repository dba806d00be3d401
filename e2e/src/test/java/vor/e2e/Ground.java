package vor.e2e;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vor.lab.Lab;
import vor.lab.LabSize;
import vor.lab.Plan;
import vor.outside.Checkout;
import vor.outside.Chromium;
import vor.outside.VorServer;

/**
 * What the tests stand on: the practice network of a whole Gathering, Vor running on it, a browser. One for all test
 * classes, all of which run on one thread.
 */
final class Ground implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(10);
    static final Duration START = Duration.ofSeconds(45);

    /** Devices with this tag are asked for all their ports and parts every five seconds. */
    static final String QUICK = "quick";

    /** Where traps are heard: the monitor's end of the cable. */
    static final String MONITOR = "198.18.0.2";

    static final int TRAPS = 1162;

    private final Lab lab;
    private final VorServer server;
    private final Chromium chromium;
    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    private Ground(Lab lab, VorServer server, Chromium chromium) {
        this.lab = lab;
        this.server = server;
        this.chromium = chromium;
    }

    /** All of it up, the server with the inventory of the practice network. */
    static Ground up() {
        Path folder = folder("ground");
        Lab lab = Lab.up(LabSize.GATHERING);
        VorServer server = VorServer.in(folder, "The practice network", "core")
                .asking(Plan.COMMUNITY, List.of("{tag: " + QUICK + ", credential: all, normal: 5s}", "{credential: all}"))
                .hearing(MONITOR + ":" + TRAPS);
        try {
            String devices = Integer.toString(LabSize.GATHERING.devices());
            Path inventory = Files.writeString(folder.resolve("inventory.yaml"), Checkout.vor("lab", "inventory", "--devices", devices));
            server.importInventory(inventory);
            server.start();
            Ground ground = new Ground(lab, server, new Chromium());
            ground.awaitWell();
            return ground;
        } catch (IOException e) {
            server.kill();
            lab.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | AssertionError e) {
            server.kill();
            lab.close();
            throw e;
        }
    }

    /** An empty folder below the build's output. */
    static Path folder(String name) {
        try {
            Path parent = Files.createDirectories(Checkout.root().resolve("e2e/target/runs"));
            return Files.createTempDirectory(parent, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Lab lab() {
        return lab;
    }

    VorServer server() {
        return server;
    }

    Chromium chromium() {
        return chromium;
    }

    /** A page of the running server, in a browser of its own, with the picture in it. */
    Page page() {
        return page(1440, 900, ColorScheme.DARK, "");
    }

    /** @param fragment what follows the address of the page, "" for its beginning */
    Page page(int width, int height, ColorScheme scheme, String fragment) {
        return page(server, width, height, scheme, fragment, "");
    }

    /** @param script runs in the page before its own */
    Page page(VorServer of, int width, int height, ColorScheme scheme, String fragment, String script) {
        Page page = chromium.page(width, height, scheme);
        page.addInitScript(script);
        open.add(page.context());
        page.onPageError(error -> complaints.add("page error: " + error));
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.navigate(of.url() + fragment);
        awaitPicture(page);
        return page;
    }

    /** Waits until the page has its first copy of everything. */
    static void awaitPicture(Page page) {
        page.waitForFunction("() => document.querySelector('[data-banner]') && !document.querySelector('.live-loading')");
    }

    /** Watches every frame from now on. */
    Watch watch() {
        Watch watch = new Watch(server);
        open.add(watch);
        return watch;
    }

    /** What pages complained of since the test began: errors of their scripts, dialogs. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Everything healed, and a server that knows of nothing that was wrong before: it is started again if it does. */
    void makeWell() {
        complaints.clear();
        lab.healAll();
        if (!server.runs() || remembersTrouble()) {
            makeFresh();
        }
    }

    private boolean remembersTrouble() {
        try (Watch watch = new Watch(server)) {
            return watch.live().blind() || !watch.live().notGood().isEmpty();
        }
    }

    /** Starts the server again and waits until all devices are good. */
    void makeFresh() {
        lab.healAll();
        server.stop();
        server.start();
        awaitWell();
    }

    private void awaitWell() {
        try (Watch watch = new Watch(server)) {
            watch.live().await(START, () -> "no longer blind", live -> !live.blind());
            watch.live().awaitAllGood(START);
        }
    }

    /** Closes pages and watches of the test that has ended. */
    void tidy() {
        for (AutoCloseable each : open) {
            try {
                each.close();
            } catch (Exception e) {
                complaints.add("could not be closed: " + e);
            }
        }
        open.clear();
    }

    @Override
    public void close() {
        chromium.close();
        server.close();
        lab.close();
    }
}
