package vor.server.image;

/** Bytes by their place; what would lie behind the end is told as a file that is cut off. */
final class Octets {
    private final byte[] bytes;

    Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    int length() {
        return bytes.length;
    }

    byte[] all() {
        return bytes;
    }

    /** One byte, or -1 behind the end. */
    int peek(int at) {
        return at >= 0 && at < bytes.length ? bytes[at] & 0xff : -1;
    }

    int u8(int at) throws ImageException {
        if (at < 0 || at >= bytes.length) {
            throw cutOff();
        }
        return bytes[at] & 0xff;
    }

    int u16(int at) throws ImageException {
        return u8(at) << 8 | u8(at + 1);
    }

    long u32(int at) throws ImageException {
        return (long) u16(at) << 16 | u16(at + 2);
    }

    /** Whether these Latin letters stand there. */
    boolean says(int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (peek(at + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    ImageException cutOff() {
        return new ImageException("is cut off after " + bytes.length + " bytes", "send the whole file");
    }
}
