package vor.e2e;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vor.outside.Checkout;
import vor.outside.VorServer;

/** What every view must stand: no overflow, no axe violation, no placeholder of a programmer as text; and its picture kept. */
final class Views {
    static final Path SCREENSHOTS = Checkout.root().resolve("e2e/target/screenshots");

    private static final String OVERFLOW =
            """
            () => {
              const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
              if (wide <= 0) return '';
              const out = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1);
              return wide + ' pixels too wide: ' + out.slice(0, 3).map(e => e.tagName + '.' + e.className).join(', ');
            }
            """;

    private static final String AXE =
            """
            async rules => {
              const found = await axe.run(document, {resultTypes: ['violations'], ...rules});
              return found.violations.map(v => v.id + ' (' + v.impact + '): ' + v.help + ' at '
                + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' [' + (n.any.concat(n.all)[0]?.message ?? '') + ']').join('; '));
            }
            """;

    private static final String PLACEHOLDERS =
            """
            () => {
              const words = (document.body.innerText + ' ' + document.title
                + [...document.querySelectorAll('[title],[aria-label],[placeholder]')]
                    .map(e => ' ' + (e.title ?? '') + ' ' + (e.getAttribute('aria-label') ?? '') + ' ' + (e.placeholder ?? '')).join(''));
              return [...words.matchAll(/.{0,30}\\b(undefined|NaN|null|Infinity)\\b.{0,30}|\\[object \\w+\\]/g)].map(m => m[0]);
            }
            """;

    private static final Map<String, Object> ALL = Map.of();

    /* The one rule that a theme can break alone; the colours are the same at every size. */
    private static final Map<String, Object> CONTRAST = Map.of("runOnly", List.of("color-contrast"));

    private Views() {}

    /** A size of screen. */
    enum Size {
        DESK(1440, 900),
        PHONE(390, 844),
        /** The desk at 200 %. */
        ZOOMED(720, 450);

        private final int width;
        private final int height;

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    /** A page at that size in the dark theme, with what the checks need. */
    static Page open(Ground ground, VorServer server, Size size, String fragment) {
        return ground.page(server, size.width, size.height, ColorScheme.DARK, fragment, axe());
    }

    /** What is wrong with a view, at each size in each theme, once something is shown. */
    static List<String> faults(Ground ground, VorServer server, String view, String fragment, String shown) {
        List<String> faults = new ArrayList<>();
        for (Size size : Size.values()) {
            Page page = open(ground, server, size, fragment);
            page.locator(shown).first().waitFor();
            faults.addAll(faults(page, view, size));
            page.context().close();
        }
        return faults;
    }

    private static String axe() {
        try (InputStream script = Views.class.getResourceAsStream("/axe.min.js")) {
            if (script == null) {
                throw new IllegalStateException("axe.min.js is not on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Takes its picture in both themes and gives what is wrong with the view; empty when nothing is. Leaves the dark theme. At 200 % only what the room
     * decides is looked at: the colours and the words are the desk's.
     */
    static List<String> faults(Page page, String view, Size size) {
        List<String> faults = new ArrayList<>();
        if (size != Size.ZOOMED) {
            faults.addAll(look(page, view, size, ColorScheme.LIGHT));
        }
        if (size == Size.DESK) {
            faults.addAll(texts(page.evaluate(AXE, CONTRAST)));
        }
        faults.addAll(look(page, view, size, ColorScheme.DARK));
        if (size != Size.ZOOMED) {
            faults.addAll(texts(page.evaluate(AXE, ALL)));
            texts(page.evaluate(PLACEHOLDERS)).forEach(text -> faults.add("shows \"" + text + "\""));
        }
        return faults.stream().map(fault -> view + " " + size.width + ": " + fault).toList();
    }

    private static List<String> look(Page page, String view, Size size, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        String picture = view + "-" + size.width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(picture)));
        String overflow = String.valueOf(page.evaluate(OVERFLOW));
        return overflow.isEmpty() ? List.of() : List.of(overflow);
    }

    private static List<String> texts(Object list) {
        return list instanceof List<?> all ? all.stream().map(String::valueOf).toList() : List.of();
    }
}
