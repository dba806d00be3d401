package vor.server.inventory;

import java.util.List;

/** Why an edit or the opening of the store was refused. Nothing was changed. Messages are made for people. */
public abstract sealed class InventoryException extends RuntimeException {
    private InventoryException(String message) {
        super(message, null, false, false);
    }

    private InventoryException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What was asked is not valid; carries every fault. */
    public static final class Invalid extends InventoryException {
        private final transient List<Fault> faults;

        Invalid(String title, List<Fault> faults) {
            super(title);
            this.faults = List.copyOf(faults);
        }

        public List<Fault> faults() {
            return faults;
        }
    }

    /** The text cannot be read as what it should be; carries one fault with its place. */
    public static final class Malformed extends InventoryException {
        private final transient Fault fault;

        public Malformed(Fault fault) {
            super(fault.message());
            this.fault = fault;
        }

        public Fault fault() {
            return fault;
        }
    }

    /** There is no such thing. */
    public static final class NotFound extends InventoryException {
        NotFound(String message) {
            super(message);
        }
    }

    /** The name is taken, or something still refers to what should go. */
    public static final class Conflict extends InventoryException {
        Conflict(String message) {
            super(message);
        }
    }

    /** It is no longer what the writer had read. */
    public static final class Precondition extends InventoryException {
        Precondition(String message) {
            super(message);
        }
    }

    /** More changes wait than the queue holds; try again. */
    public static final class Busy extends InventoryException {
        Busy(String message) {
            super(message);
        }
    }

    /** The database cannot be read or written. */
    public static final class Unavailable extends InventoryException {
        Unavailable(String message, Throwable cause) {
            super(message, cause);
        }

        Unavailable(String message) {
            super(message);
        }
    }
}
