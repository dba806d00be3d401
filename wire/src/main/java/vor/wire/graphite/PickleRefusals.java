package vor.wire.graphite;

/** Why an opcode is not run: those of Python that no list of points needs. */
final class PickleRefusals {
    private PickleRefusals() {}

    static String why(int code) {
        String dangerous = dangerous(code);
        if (!dangerous.isEmpty()) {
            return dangerous + " would run code";
        }
        String other = other(code);
        return other.isEmpty() ? "0x%02x is no opcode of a pickle".formatted(code) : other + " makes nothing that a point is made of";
    }

    /** Those that look up, make or fill objects by a name that the sender chooses. */
    private static String dangerous(int code) {
        return switch (code) {
            case 'c' -> "GLOBAL";
            case 'R' -> "REDUCE";
            case 'b' -> "BUILD";
            case 'i' -> "INST";
            case 'o' -> "OBJ";
            case 'P' -> "PERSID";
            case 'Q' -> "BINPERSID";
            case 0x81 -> "NEWOBJ";
            case 0x82 -> "EXT1";
            case 0x83 -> "EXT2";
            case 0x84 -> "EXT4";
            case 0x92 -> "NEWOBJ_EX";
            case 0x93 -> "STACK_GLOBAL";
            default -> "";
        };
    }

    private static String other(int code) {
        return switch (code) {
            case 'd' -> "DICT";
            case '}' -> "EMPTY_DICT";
            case 's' -> "SETITEM";
            case 'u' -> "SETITEMS";
            case 0x8f -> "EMPTY_SET";
            case 0x90 -> "ADDITEMS";
            case 0x91 -> "FROZENSET";
            case 0x96 -> "BYTEARRAY8";
            case 0x97 -> "NEXT_BUFFER";
            case 0x98 -> "READONLY_BUFFER";
            default -> "";
        };
    }
}
