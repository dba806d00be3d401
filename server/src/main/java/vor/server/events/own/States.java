package vor.server.events.own;

import java.util.Locale;
import vor.model.Agent;
import vor.model.Chassis;
import vor.model.Ping;
import vor.model.Port;
import vor.model.State;

/**
 * Riemann's three words, ok, warning and critical, for what has a worse and a better; {@code unknown} and {@code maint} stay what they are, and a port is up, down or
 * disabled, as a port without a cable is no fault.
 */
final class States {
    private static final String OK = "ok";
    private static final String WARNING = "warning";
    private static final String CRITICAL = "critical";
    private static final String UNKNOWN = "unknown";

    private States() {}

    static String of(State state) {
        return switch (state) {
            case GOOD -> OK;
            case WORN, SUSPECT, BEHIND -> WARNING;
            case BAD, DOWN -> CRITICAL;
            case UNKNOWN -> UNKNOWN;
            case MAINT -> "maint";
        };
    }

    static String of(Ping.State state) {
        return switch (state) {
            case UP -> OK;
            case SUSPECT, RECOVERING, FLAPPING -> WARNING;
            case DOWN -> CRITICAL;
            case WAITING, NEVER, UNRESOLVED, UNSENDABLE -> UNKNOWN;
        };
    }

    static String of(Agent.State state) {
        return switch (state) {
            case ANSWERING -> OK;
            case SILENT, REFUSING -> WARNING;
            case WAITING, UNASKABLE -> UNKNOWN;
        };
    }

    static String of(Chassis.Status status) {
        return switch (status) {
            case OK -> OK;
            case WORN -> WARNING;
            case FAILED -> CRITICAL;
            case ABSENT, UNKNOWN -> UNKNOWN;
        };
    }

    static String of(Port port) {
        return port.up() ? "up" : port.enabled() ? "down" : "disabled";
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
