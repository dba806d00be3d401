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

    /** The name is taken, something still refers to what should go, or later changes depend on what should be undone. */
    public static final class Conflict extends InventoryException {
        private final transient List<Fault> faults;
        private final transient List<Later> later;

        Conflict(String message) {
            this(message, List.of(), List.of());
        }

        Conflict(String message, List<Fault> faults, List<Later> later) {
            super(message);
            this.faults = List.copyOf(faults);
            this.later = List.copyOf(later);
        }

        /** Each field in which it does not fit; empty when the message says it all. */
        public List<Fault> faults() {
            return faults;
        }

        /** The later changes that an undo was refused for, oldest first. */
        public List<Later> later() {
            return later;
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
