package vor.outside;

import com.microsoft.playwright.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Notes inside the page when a frame with a new state has been painted. The page calls {@code vorPainted} right after
 * such a frame; the time is taken there, by the browser's clock, and fetched later.
 */
public final class PaintLog {
    /* Date.now() is cut off to the millisecond: one is added, so that no painting looks earlier than it was. */
    private static final String HOOK =
            """
            globalThis.vorPaintings = [];
            globalThis.vorPainted = (painted) => {
              const at = Date.now() + 1;
              for (const [device, state] of painted.devices) globalThis.vorPaintings.push([at, device, state]);
            };
            """;

    private final Page page;

    private PaintLog(Page page) {
        this.page = page;
    }

    /** Must be called before the page is opened. */
    public static PaintLog on(Page page) {
        page.addInitScript(HOOK);
        return new PaintLog(page);
    }

    /** A device was on the screen in this state, for the first time. */
    public record Painting(Instant at, String device, String state) {}

    /** What has been painted since the last call. */
    public List<Painting> drain() {
        List<Painting> paintings = new ArrayList<>();
        if (page.evaluate("globalThis.vorPaintings.splice(0)") instanceof List<?> rows) {
            for (Object row : rows) {
                if (row instanceof List<?> cells && cells.get(0) instanceof Number at) {
                    paintings.add(new Painting(
                            Instant.ofEpochMilli(at.longValue()), String.valueOf(cells.get(1)), String.valueOf(cells.get(2))));
                }
            }
        }
        return paintings;
    }
}
