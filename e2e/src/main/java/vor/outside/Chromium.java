package vor.outside;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Debian's Chromium without a screen, with a fresh profile and no business of its own on the network. Playwright belongs
 * to one thread: make it, use it and close it on the same one.
 */
public final class Chromium implements AutoCloseable {
    private static final List<Path> BINARIES = List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    public Chromium() {
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions()
                .setExecutablePath(binary().orElseThrow(() -> new IllegalStateException("needs Debian's package chromium: none of " + BINARIES)))
                .setArgs(QUIET));
    }

    /** Where Chromium is, if it is installed. */
    public static Optional<Path> binary() {
        return BINARIES.stream().filter(Files::isExecutable).findFirst();
    }

    /** A browser of its own (no cookies, no storage shared) with one page. */
    public Page page(int width, int height, ColorScheme scheme) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Oslo"));
        return context.newPage();
    }

    /** What Chromium notes of itself while something is done in a page. */
    public byte[] trace(Page page, List<String> categories, Runnable what) {
        browser.startTracing(page, new Browser.StartTracingOptions().setCategories(categories));
        what.run();
        return browser.stopTracing();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
