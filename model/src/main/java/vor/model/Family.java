package vor.model;

/** Internet protocol version of a target. */
public enum Family {
    V4,
    V6,
    /** A host name that has not been resolved. */
    NONE
}
