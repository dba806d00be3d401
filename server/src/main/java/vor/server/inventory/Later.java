package vor.server.inventory;

/**
 * A later change that an undo would have to take along, and may not.
 *
 * @param what it did, for people: {@code changed note of device "e1-1"}
 */
public record Later(PastEdit edit, Kind kind, String name, String what) {}
