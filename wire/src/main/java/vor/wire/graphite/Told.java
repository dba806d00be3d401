package vor.wire.graphite;

/** What came where lines of Graphite are taken turned out to be this. */
public sealed interface Told permits Point, Damage {}
