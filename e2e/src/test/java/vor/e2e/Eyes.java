package vor.e2e;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** The page as eyes see it that tell colours apart badly or not at all: its picture kept, and every state still another than every other. */
final class Eyes {
    private static final List<String> KINDS = List.of("protanopia", "deuteranopia", "tritanopia", "achromatopsia");

    /* Of the mark's area, as if so much of it were black in one and white in the other. A cross against a diagonal is 0.04. */
    private static final double LEAST = 0.02;

    private Eyes() {}

    /** What cannot be told apart there; empty when all can be. */
    static List<String> faults(Page page, String address) {
        List<String> faults = new ArrayList<>();
        page.navigate(address);
        page.locator(".legend-marks .mark").first().waitFor();
        CDPSession devtools = page.context().newCDPSession(page);
        for (String kind : KINDS) {
            as(devtools, kind);
            page.screenshot(new Page.ScreenshotOptions().setPath(Views.SCREENSHOTS.resolve("list-1440-" + kind + ".png")));
            alike(marks(page)).forEach(pair -> faults.add(kind + ": " + pair));
        }
        as(devtools, "none");
        devtools.detach();
        return faults;
    }

    private static void as(CDPSession devtools, String kind) {
        JsonObject type = new JsonObject();
        type.addProperty("type", kind);
        devtools.send("Emulation.setEmulatedVisionDeficiency", type);
    }

    private record Mark(String name, BufferedImage image) {}

    private static List<Mark> marks(Page page) {
        List<Mark> marks = page.locator(".legend-marks .mark").all().stream()
                .map(mark -> new Mark(mark.getAttribute("class"), image(mark.screenshot())))
                .toList();
        if (marks.size() != 8) {
            throw new IllegalStateException("the legend has not eight states: " + marks);
        }
        return marks;
    }

    private static List<String> alike(List<Mark> marks) {
        List<String> pairs = new ArrayList<>();
        for (Mark one : marks) {
            for (Mark other : marks.subList(marks.indexOf(one) + 1, marks.size())) {
                double apart = apart(one.image(), other.image());
                if (apart < LEAST) {
                    pairs.add(one.name() + " looks like " + other.name() + " (" + apart + ")");
                }
            }
        }
        return pairs;
    }

    /** Mean difference of their pixels in red, green and blue, 0 to 1. */
    private static double apart(BufferedImage one, BufferedImage other) {
        int width = Math.min(one.getWidth(), other.getWidth());
        int height = Math.min(one.getHeight(), other.getHeight());
        long sum = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                Color a = new Color(one.getRGB(x, y));
                Color b = new Color(other.getRGB(x, y));
                sum += Math.abs(a.getRed() - b.getRed()) + Math.abs(a.getGreen() - b.getGreen()) + Math.abs(a.getBlue() - b.getBlue());
            }
        }
        return sum / (3.0 * 255 * width * height);
    }

    private static BufferedImage image(byte[] png) {
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
