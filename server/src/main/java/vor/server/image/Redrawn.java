package vor.server.image;

/**
 * An image of our own making: no byte of it is as somebody wrote it.
 *
 * @param type {@code image/png} or {@code image/jpeg}
 * @param width in pixels, 1 to {@value Redrawing#LONGEST}
 * @param height as the width
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record Redrawn(String type, int width, int height, byte[] bytes) {}
