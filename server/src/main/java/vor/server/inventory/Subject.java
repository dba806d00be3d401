package vor.server.inventory;

/**
 * Which record the change log speaks of, for good: devices and links by their id, whatever their name became; networks and
 * plans by their name.
 *
 * @param object id of a device or link, else 0
 * @param name of a network or plan, else empty
 */
record Subject(Kind kind, long object, String name) {
    static Subject of(Change change) {
        return switch (change.kind()) {
            case DEVICE, LINK -> new Subject(change.kind(), change.object(), "");
            case NETWORK, PLAN -> named(change.kind(), change.name());
        };
    }

    static Subject device(long id) {
        return new Subject(Kind.DEVICE, id, "");
    }

    static Subject named(Kind kind, String name) {
        return new Subject(kind, 0, name);
    }

    boolean numbered() {
        return object > 0;
    }
}
