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
import vor.outside.Checkout;

/** What every view must stand: no overflow, no axe violation, no placeholder of a programmer as text; and its picture kept. */
final class Views {
    private static final Path SCREENSHOTS = Checkout.root().resolve("e2e/target/screenshots");

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
            async () => {
              const found = await axe.run(document, {resultTypes: ['violations']});
              return found.violations.map(v => v.id + ' (' + v.impact + '): ' + v.help + ' at '
                + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' [' + (n.any.concat(n.all)[0]?.message ?? '') + ']').join('; '));
            }
            """;

    private static final String PLACEHOLDERS =
            """
            () => {
              const words = (document.body.innerText + ' ' + document.title
                + [...document.querySelectorAll('[title],[aria-label],[placeholder]')]
                    .map(e => ' ' + e.title + ' ' + (e.getAttribute('aria-label') ?? '') + ' ' + (e.placeholder ?? '')).join(''));
              return [...words.matchAll(/.{0,30}\\b(undefined|NaN|null|Infinity)\\b.{0,30}|\\[object \\w+\\]/g)].map(m => m[0]);
            }
            """;

    private Views() {}

    /** A size of screen and a theme. */
    record Look(int width, int height, ColorScheme scheme) {
        static final List<Look> ALL = List.of(
                new Look(1440, 900, ColorScheme.DARK),
                new Look(1440, 900, ColorScheme.LIGHT),
                new Look(390, 844, ColorScheme.DARK),
                new Look(390, 844, ColorScheme.LIGHT));

        boolean phone() {
            return width < 1000;
        }

        @Override
        public String toString() {
            return width + "-" + scheme.name().toLowerCase(Locale.ROOT);
        }
    }

    /** The script that the checks need: to be given to a page before it is opened. */
    static String axe() {
        try (InputStream script = Views.class.getResourceAsStream("/axe.min.js")) {
            if (script == null) {
                throw new IllegalStateException("axe.min.js is not on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the picture and gives what is wrong with the view; empty when nothing is. */
    static List<String> faults(Page page, String view, Look look) {
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(view + "-" + look + ".png")));
        List<String> faults = new ArrayList<>();
        String overflow = String.valueOf(page.evaluate(OVERFLOW));
        if (!overflow.isEmpty()) {
            faults.add(overflow);
        }
        faults.addAll(texts(page.evaluate(AXE)));
        texts(page.evaluate(PLACEHOLDERS)).forEach(text -> faults.add("shows \"" + text + "\""));
        return faults.stream().map(fault -> view + " " + look + ": " + fault).toList();
    }

    private static List<String> texts(Object list) {
        return list instanceof List<?> all ? all.stream().map(String::valueOf).toList() : List.of();
    }
}
