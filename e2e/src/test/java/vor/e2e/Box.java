package vor.e2e;

import com.microsoft.playwright.Page;
import java.util.Map;

/** Where a device's box is on the screen, in pixels. */
record Box(double x, double y, double width, double height) {

    /** Fails where the map does not show the device. */
    static Box of(Page page, String device) {
        Object box = page.waitForFunction("name => globalThis.vorMap && globalThis.vorMap.boxOf(name)", device).jsonValue();
        if (!(box instanceof Map<?, ?> fields)) {
            throw new AssertionError("the map does not show " + device);
        }
        return new Box(number(fields, "x"), number(fields, "y"), number(fields, "width"), number(fields, "height"));
    }

    private static double number(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof Number n ? n.doubleValue() : Double.NaN;
    }

    double centreX() {
        return x + width / 2;
    }

    double centreY() {
        return y + height / 2;
    }

    double distance(Box other) {
        return Math.hypot(x - other.x, y - other.y);
    }
}
